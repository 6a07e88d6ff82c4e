#include "core/session/session_table.h"

#include "core/common/text/csv_text.h"
#include "core/common/text/numbers.h"

#include <array>
#include <utility>

namespace mien {

namespace {

constexpr std::array<std::pair<FaceState, std::string_view>, 3> kStates{
    {{FaceState::Found, "found"}, {FaceState::Tracked, "tracked"}, {FaceState::Held, "held"}}};

constexpr int kTimeDigits = 6;
constexpr int kBoxDigits = 1;
constexpr int kProbabilityDigits = 6;

void appendProbabilities(std::vector<std::string>& cells, std::span<const float> probabilities, std::size_t count) {
  for (std::size_t i = 0; i < count; ++i) {
    cells.push_back(i < probabilities.size() ? fixedNumber(static_cast<double>(probabilities[i]), kProbabilityDigits)
                                             : std::string());
  }
}

} // namespace

std::string_view faceStateName(FaceState state) {
  for (const auto& [known, name] : kStates) {
    if (known == state) {
      return name;
    }
  }
  return {};
}

std::optional<FaceState> parseFaceState(std::string_view name) {
  for (const auto& [state, known] : kStates) {
    if (known == name) {
      return state;
    }
  }
  return std::nullopt;
}

std::vector<std::string> sessionColumns(std::span<const std::string> labels) {
  std::vector<std::string> names{"frame", "time", "face", "state", "score", "x", "y", "width", "height", "label"};
  names.insert(names.end(), labels.begin(), labels.end());
  for (const std::string& label : labels) {
    names.push_back(label + std::string(kRawSuffix));
  }
  return names;
}

std::vector<std::string> sessionCells(std::uint64_t frame, double seconds, const FaceResult* face,
                                      std::span<const std::string> labels) {
  std::vector<std::string> cells{std::to_string(frame), fixedNumber(seconds, kTimeDigits)};
  if (face == nullptr) {
    constexpr std::size_t kOfAFace = 8;
    cells.resize(cells.size() + kOfAFace + 2 * labels.size());
    return cells;
  }
  cells.push_back(std::to_string(face->id));
  cells.emplace_back(faceStateName(face->state));
  cells.push_back(fixedNumber(static_cast<double>(face->score), kProbabilityDigits));
  for (const float value : {face->box.x, face->box.y, face->box.width, face->box.height}) {
    cells.push_back(fixedNumber(static_cast<double>(value), kBoxDigits));
  }
  const auto label = static_cast<std::size_t>(face->label);
  cells.push_back(label < labels.size() ? labels[label] : std::string());
  const bool held = face->state == FaceState::Held;
  appendProbabilities(cells, face->probabilities, labels.size());
  appendProbabilities(cells, held ? std::span<const float>() : face->rawProbabilities, labels.size());
  return cells;
}

std::string sessionHeader(std::span<const std::string> labels) {
  std::string text;
  appendCsvLine(text, sessionColumns(labels));
  return text;
}

std::string sessionRows(std::uint64_t frame, double seconds, std::span<const FaceResult> faces,
                        std::span<const std::string> labels) {
  std::string text;
  if (faces.empty()) {
    appendCsvLine(text, sessionCells(frame, seconds, nullptr, labels));
  }
  for (const FaceResult& face : faces) {
    appendCsvLine(text, sessionCells(frame, seconds, &face, labels));
  }
  return text;
}

} // namespace mien
