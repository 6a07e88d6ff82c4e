#include "core/live/session_table.h"

#include <array>
#include <charconv>

namespace mien {

namespace {

constexpr const char* kColumns = "time,face,x,y,width,height";

// std::to_chars: never in the user's locale, a comma would end the field.
void appendNumber(std::string& text, double value, int digits) {
  std::array<char, 64> buffer{};
  const auto end = std::to_chars(buffer.begin(), buffer.end(), value, std::chars_format::fixed, digits).ptr;
  text.append(buffer.begin(), end);
}

/// Labels are words; one with a comma or a quote in it is quoted.
std::string field(const std::string& label) {
  if (label.find_first_of(",\"\r\n") == std::string::npos) {
    return label;
  }
  std::string quoted = "\"";
  for (const char letter : label) {
    quoted += letter == '"' ? "\"\"" : std::string(1, letter);
  }
  return quoted + "\"";
}

} // namespace

std::string sessionHeader(std::span<const std::string> labels) {
  std::string text = kColumns;
  for (const std::string& label : labels) {
    text += "," + field(label);
  }
  return text + "\n";
}

std::string sessionRows(double seconds, std::span<const LiveFace> faces) {
  std::string text;
  if (faces.empty()) {
    appendNumber(text, seconds, 3);
    return text + "\n";
  }
  for (const LiveFace& face : faces) {
    appendNumber(text, seconds, 3);
    text += "," + std::to_string(face.id);
    for (const float value : {face.box.x, face.box.y, face.box.width, face.box.height}) {
      text += ",";
      appendNumber(text, static_cast<double>(value), 1);
    }
    for (const float probability : face.probabilities) {
      text += ",";
      appendNumber(text, static_cast<double>(probability), 6);
    }
    text += "\n";
  }
  return text;
}

} // namespace mien
