#pragma once

#include "core/picture/picture.h"

#include <nlohmann/json_fwd.hpp>

#include <filesystem>
#include <iosfwd>
#include <vector>

namespace mien::cli {

/// Prints a line a note, after the file's name.
void printNotes(std::ostream& problems, const std::filesystem::path& file, const std::vector<PictureNote>& notes);

/// "notes": a list of sentences; nothing is added where there are none.
void addNotes(nlohmann::ordered_json& report, const std::vector<PictureNote>& notes);

} // namespace mien::cli
