#pragma once

namespace mien::cli {

/// To be called first. A reader that goes away (`| head`) shall not kill the program in the middle of a file: SIGPIPE
/// is ignored and writing fails instead. A standard stream that the caller has closed (`>&-`) is opened on nothing, or
/// the next file would take its number and get what is printed.
void prepareStandardStreams();

/// To be called last: what is left is written. 0, or 1 when something of it got lost; says so on the standard error,
/// but for a reader that has gone away when `quietPipe`.
[[nodiscard]] int finishStandardOutput(bool quietPipe);

} // namespace mien::cli
