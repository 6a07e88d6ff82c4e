#pragma once

#include "core/picture/skipped_files.h"

#include "core/common/text/message.h"
#include <cstddef>

#include <filesystem>
#include <span>
#include <stop_token>
#include <string>
#include <vector>

namespace mien {

/// A picture or video that was given by name or found in a folder.
struct InputFile {
  std::filesystem::path path;
  bool video = false; ///< see opensAsVideo()
};

struct InputFiles {
  std::vector<InputFile> files;
  SkippedFiles skipped;          ///< of folders: neither pictures nor videos
  std::vector<Message> problems; ///< folders that could not be listed, for the user
  bool stopped = false;
};

/// What to analyse: the files given, in their order, whatever they are (reading them tells), and the pictures and
/// videos of the folders given: those of a folder by name, then those of its sub-folders. `leftOut`: a folder that is
/// not entered unless it is given itself, because results go there; empty for none. No file is there twice. Any thread.
[[nodiscard]] InputFiles inputFiles(std::span<const std::filesystem::path> given,
                                    const std::filesystem::path& leftOut = {}, const std::stop_token& stop = {});

} // namespace mien
