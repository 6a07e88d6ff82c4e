#pragma once

#include "core/common/text/message.h"

#include <memory>
#include <stdexcept>
#include <string>

namespace mien {

/// What kind of thing went wrong; the command line turns it into an exit status, the window into an icon.
enum class ErrorKind {
  BadArgument, ///< a setting that cannot be used
  NotFound,    ///< a file or folder that is not there
  BadData,     ///< a file that is there but is not what it should be
  Io,          ///< reading or writing failed
  DiskFull,    ///< writing failed for lack of space
  Diverged,    ///< training produced a loss that is not a number
  Internal,    ///< a library failed in a way we did not foresee
};

/// The one exception that leaves core's public functions. `what()` names the file and says what to do about it.
class Error : public std::runtime_error {
public:
  Error(ErrorKind kind, const Message& message);

  [[nodiscard]] ErrorKind kind() const noexcept { return m_kind; }
  /// What `what()` says in English, for those who say it in another language.
  [[nodiscard]] const Message& message() const noexcept { return *m_message; }

private:
  ErrorKind m_kind;
  std::shared_ptr<const Message> m_message; ///< copying an exception must not throw
};

} // namespace mien
