#pragma once

#include "core/common/files/read_file.h"
#include "core/common/text/shown_argument.h"
#include "tests/support/temp_folder.h"

#include <cstdlib>
#include <filesystem>
#include <string>
#include <sys/wait.h>

namespace mien::test {

/// What a command of the shell ended with.
struct ShellResult {
  int status = 0; ///< of the last command
  std::string out;
  std::string err;
};

/// Runs `command` with sh, "$CLI" standing for mien-cli, in `folder`. Its streams go to files beside it.
inline ShellResult shell(const std::string& command, const std::filesystem::path& folder) {
  const TempFolder streams;
  const std::string out = (streams / "out").string();
  const std::string err = (streams / "err").string();
  ::setenv("CLI", MIEN_CLI, 1);
  const int status = std::system(
      ("cd " + shownArgument(folder) + " && { " + command + "\n} > '" + out + "' 2> '" + err + "'").c_str());
  return {WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status), readFile(out), readFile(err)};
}

} // namespace mien::test
