#include "app/commands/predict/picture_notes.h"

#include "core/common/text/shown_text.h"

#include <nlohmann/json.hpp>

#include <ostream>

namespace mien::cli {

void printNotes(std::ostream& problems, const std::filesystem::path& file, const std::vector<PictureNote>& notes) {
  for (const PictureNote& note : notes) {
    problems << "mien-cli: " << shownPath(file) << ": " << noteText(note) << std::endl;
  }
}

void addNotes(nlohmann::ordered_json& report, const std::vector<PictureNote>& notes) {
  for (const PictureNote& note : notes) {
    report["notes"].push_back(noteText(note));
  }
}

} // namespace mien::cli
