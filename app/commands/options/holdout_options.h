#pragma once

#include "core/common/text/message.h"
#include "core/data/dataset.h"

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace CLI {
class App;
}

namespace mien::cli {

/// --valid-share and --split-seed, as far as they were given.
struct HoldoutOptions {
  std::optional<double> share;
  std::optional<std::uint64_t> seed;

  [[nodiscard]] bool given() const { return share || seed; }

  /// What was given, over `usual`.
  [[nodiscard]] ValidationHoldout over(const ValidationHoldout& usual) const;

  /// What to tell the user, one line with its end: that the options were of no use, as the data set brings its own
  /// validation split. Empty: nothing.
  [[nodiscard]] std::string note(const DatasetSummary& summary) const;
};

/// `usual` says in the help where the values come from that are not given.
void addCutOptions(CLI::App& command, HoldoutOptions& options, const std::string& usual);

/// For the model in `weights`: the cut of its training where it says so, and what was given over it.
[[nodiscard]] ValidationHoldout holdoutFor(const HoldoutOptions& options, const std::filesystem::path& weights);

[[nodiscard]] LoadOptions loadOptions(const ValidationHoldout& cut);

/// Each as a line of its own on stderr.
void printNotes(const std::vector<Message>& notes);

} // namespace mien::cli
