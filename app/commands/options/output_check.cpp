#include "app/commands/options/output_check.h"

#include "core/common/error.h"
#include "core/common/files/output_guard.h"
#include "core/common/files/output_target.h"
#include "core/common/text/shown_text.h"
#include "core/face/annotation/annotated_name.h"

#include <algorithm>
#include <iterator>
#include <system_error>
#include <utility>

namespace mien::cli {

namespace fs = std::filesystem;

void requireReplaceable(const fs::path& file, bool force, const std::string& option) {
  if (!force && wouldReplaceForeign(file)) {
    throw Error(ErrorKind::BadArgument,
                Message("'{file}' is there already, and it is no earlier output of Mien's. Choose another place with "
                        "{option}, or let it be replaced with --force.",
                        {{"file", shownPath(file)}, {"option", option}}));
  }
}

void requireFree(const fs::path& file, bool force, const std::string& option) {
  const OutputTarget target = outputTarget(file);
  std::error_code error;
  if (!force && target.kind == OutputTarget::Kind::Regular && fs::file_size(target.file, error) > 0) {
    throw Error(
        ErrorKind::BadArgument,
        Message("'{file}' is there already. Choose another file with {option}, or let it be replaced with --force.",
                {{"file", shownPath(file)}, {"option", option}}));
  }
}

void requirePlace(const fs::path& file, const std::string& option) {
  const OutputTarget target = outputTarget(file);
  if (target.kind == OutputTarget::Kind::Folder) {
    throw Error(ErrorKind::BadArgument, Message("'{file}' is a folder. Give {option} the name of a file in it.",
                                                {{"file", shownPath(file)}, {"option", option}}));
  }
  std::error_code error;
  const fs::path folder = fs::absolute(target.file, error).parent_path();
  if (target.kind == OutputTarget::Kind::Missing && !error && !fs::is_directory(folder, error)) {
    throw Error(ErrorKind::BadArgument,
                Message("There is no folder '{folder}' to write '{file}' to. Create it first, or choose another place "
                        "with {option}.",
                        {{"folder", shownPath(folder)}, {"file", shownPath(file.filename())}, {"option", option}}));
  }
}

void requireNoInput(const fs::path& file, std::span<const fs::path> inputs, const std::string& option) {
  const fs::path name = canonicalPath(outputTarget(file).file);
  if (std::ranges::any_of(inputs, [&name](const fs::path& input) { return canonicalPath(input) == name; })) {
    throw Error(ErrorKind::BadArgument, Message("'{file}' is one of the inputs. Choose another place with {option}.",
                                                {{"file", shownPath(file)}, {"option", option}}));
  }
}

CopyTargets::CopyTargets(fs::path folder, std::span<const fs::path> inputs, bool force)
    : m_folder(std::move(folder)), m_force(force) {
  std::ranges::transform(inputs, std::inserter(m_taken, m_taken.end()), canonicalPath);
}

fs::path CopyTargets::next(const fs::path& file, const std::string& ending) {
  fs::path name = annotatedName(m_folder, file, m_taken, ending);
  requireReplaceable(name, m_force, "--annotate");
  return name;
}

} // namespace mien::cli
