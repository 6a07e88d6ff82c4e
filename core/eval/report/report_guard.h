#pragma once

#include "core/data/dataset.h"
#include "core/data/label_policy.h"

#include <filesystem>
#include <optional>
#include <string>

namespace mien {

/// What a report is of.
struct ReportSubject {
  std::filesystem::path weights;
  std::filesystem::path data;
  Split split = Split::Valid;
  LabelPolicy policy = LabelPolicy::Majority;
};

/// What would be lost by a report of `subject` in `folder`: a file that is not Mien's, or an earlier report of other
/// weights, another data set, split or policy. A report of the same replaces its predecessor. `file` is what is in the
/// way, `what` says in words what it holds ("the report of saved/a/final_model.pth on data (test split, soft policy)");
/// empty for a file that is not Mien's. Nothing when nothing is lost. Throws Error(BadArgument) where a folder stands
/// in the place of a file: that cannot be replaced.
struct ReportConflict {
  std::filesystem::path file;
  std::string what;
};
[[nodiscard]] std::optional<ReportConflict> reportConflict(const std::filesystem::path& folder,
                                                           const ReportSubject& subject);

} // namespace mien
