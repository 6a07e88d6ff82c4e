#include "app/commands/terminal/standard_output.h"

#include <fcntl.h>
#include <poll.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <cstdio>
#include <iostream>
#include <string>
#include <system_error>

namespace mien::cli {

namespace {

/// Asked of the descriptor: the stream does not keep the reason.
int outputError() {
  while (::write(STDOUT_FILENO, "\n", 1) < 0) {
    if (errno != EINTR) {
      return errno;
    }
  }
  return EIO; // it failed and works again
}

} // namespace

void prepareStandardStreams() {
  (void)std::signal(SIGPIPE, SIG_IGN);
  for (const int descriptor : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO}) {
    if (::fcntl(descriptor, F_GETFD) < 0) {
      // The lowest free number is given out: this one. Opened the wrong way round, so that using it fails.
      (void)::open("/dev/null", descriptor == STDIN_FILENO ? O_WRONLY : O_RDONLY);
    }
  }
}

int finishStandardOutput(bool quietPipe) {
  const bool streamed = std::cout.flush().good();
  const bool printed = std::fflush(stdout) == 0 && std::ferror(stdout) == 0;
  if (streamed && printed) {
    return 0;
  }
  const int error = outputError();
  if (error != EPIPE || !quietPipe) {
    const std::string reason = error == EBADF   ? "it is closed"
                               : error == EPIPE ? "its reader has gone away"
                                                : std::generic_category().message(error);
    std::fprintf(stderr, "mien-cli: the standard output cannot be written: %s. Files are not affected.\n",
                 reason.c_str());
  }
  return 1;
}

} // namespace mien::cli
