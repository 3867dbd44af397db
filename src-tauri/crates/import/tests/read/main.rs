//! Reading files of every kind, whole, odd and hostile.

mod csv;
mod files;
mod foreign;
mod hostile;
mod isolated;
mod quirks;
mod xls;
mod xlsx;
