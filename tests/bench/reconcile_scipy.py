"""Reconciles a measured flow network by common means: NumPy and SciPy's sparse matrices.

    python reconcile_scipy.py NETWORK.json [--json OUT.json] [--without-sd]

The yardstick for `shuiheng reconcile`, written as an engineer would write it: the equations of
least squares under balances, K = [[W, Aᵀ], [A, 0]] with no weight on what is not measured,
factorised once by SuperLU; standard uncertainties from the columns of K⁻¹, some hundreds at a
time; the global test and the measurement test. It needs every stream to be observable and no
split, and looks for no suspects. `--without-sd` leaves the uncertainties and tests of single
streams out. Seconds go to standard error.
"""

import argparse
import json
import sys
import time
from pathlib import Path

import numpy as np
from scipy import sparse, stats
from scipy.sparse.linalg import splu

COLUMNS = 256


def balances(streams):
    """The incidence matrix: +1 where a stream enters a node, −1 where it leaves one."""
    nodes, rows, columns, signs = {}, [], [], []
    for column, stream in enumerate(streams):
        for end, sign in (("from", -1.0), ("to", 1.0)):
            if stream[end] != "ENV":
                rows.append(nodes.setdefault(stream[end], len(nodes)))
                columns.append(column)
                signs.append(sign)
    return sparse.csr_matrix((signs, (rows, columns)), shape=(len(nodes), len(streams)))


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("network", type=Path)
    parser.add_argument("--json", type=Path)
    parser.add_argument("--without-sd", action="store_true")
    options = parser.parse_args()
    begun = time.perf_counter()

    network = json.loads(options.network.read_text(encoding="utf-8"))
    streams = network["streams"]
    count = len(streams)
    measured = np.array([stream["measured"] is not None for stream in streams])
    value = np.array([stream["measured"] or 0.0 for stream in streams])
    sd = np.array([stream.get("sd") or np.inf for stream in streams])
    weight = np.where(measured, sd**-2.0, 0.0)

    incidence = balances(streams)
    rows = incidence.shape[0]
    # Weights near 1: SuperLU's pivoting compares entries of K.
    scale = np.median(weight[measured])
    kkt = sparse.bmat([[sparse.diags(weight / scale), incidence.T], [incidence, None]], format="csc")
    factor = splu(kkt)
    solution = factor.solve(np.concatenate([weight / scale * value, np.zeros(rows)]))
    reconciled = solution[:count]
    adjustment = reconciled - value
    chi2 = float(np.sum(weight * np.where(measured, adjustment, 0.0) ** 2))
    dof = rows - int(np.sum(~measured))
    critical = float(stats.chi2.ppf(network.get("confidence", 0.95), dof)) if dof > 0 else None

    variance = np.full(count, np.nan)
    if not options.without_sd:
        for begin in range(0, count, COLUMNS):
            block = range(begin, min(begin + COLUMNS, count))
            right = np.zeros((count + rows, len(block)))
            right[block, range(len(block))] = 1.0
            variance[block] = factor.solve(right)[block, range(len(block))] / scale
    spread = np.sqrt(np.maximum(sd**2 - variance, 0.0))
    z = np.divide(adjustment, spread, out=np.full(count, np.nan), where=measured & (spread > 1e-9 * sd))

    def number(it):
        return float(it) if np.isfinite(it) else None

    answer = {
        "chi2": chi2, "dof": dof, "critical": critical, "passed": critical is None or chi2 <= critical,
        "streams": [
            {
                "id": stream["id"], "reconciled": number(reconciled[at]), "sd": number(np.sqrt(variance[at])),
                "adjustment": number(adjustment[at]) if measured[at] else None, "z": number(z[at]) if measured[at] else None,
            }
            for at, stream in enumerate(streams)
        ],
    }
    text = json.dumps(answer, indent=1)
    if options.json:
        options.json.write_text(text + "\n", encoding="utf-8")
    else:
        print(text)
    print(f"{count} streams: {time.perf_counter() - begun:.3f} s", file=sys.stderr)


if __name__ == "__main__":
    main()
