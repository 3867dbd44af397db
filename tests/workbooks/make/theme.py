"""How a function becomes a workbook of the suite."""


def workbook(file, writer, **options):
    """The function makes `file` with the writer of that name."""

    def mark(make):
        make.file, make.writer, make.options = file, writer, options
        return make

    return mark
