#pragma once

#include "core/data/layouts/file_tree.h"
#include "core/data/split.h"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace mien::detail {

/// The split that a folder on the way to `file` (relative, with slashes) is named after, the innermost one.
[[nodiscard]] std::optional<Split> splitOfPath(std::string_view file);

/// Finds the images that tables name: as a name alone, as a path from the table's folder or from the data set's, or as
/// a path on the computer where the table was written; with slashes or backslashes, whatever the capitals, with or
/// without a suffix, with or without "_aligned" before it.
class ImageIndex {
public:
  /// `tree` outlives the index.
  ImageIndex(std::filesystem::path root, const FileTree& tree);

  enum class Result { Found, Missing, Ambiguous };
  struct Match {
    Result result = Result::Missing;
    std::size_t image = 0; ///< index into tree.images
    std::string outside{}; ///< where the image is none of those: its absolute path
    bool aligned = false;  ///< the image is called "..._aligned", and the table leaves that out: RAF-DB as it comes
  };

  /// `folder` is the table's, relative to the root, empty or with a slash at its end. A name alone is looked for in the
  /// folder of `split` where that is known, never in another split's.
  [[nodiscard]] Match find(std::string_view text, std::string_view folder, std::optional<Split> split) const;

  [[nodiscard]] const std::vector<std::string>& images() const { return m_images; }

private:
  // A name alone never means an image in another split's folder.
  [[nodiscard]] bool mayBe(std::size_t image, std::string_view wanted, std::optional<Split> split) const;
  [[nodiscard]] Match bestOf(const std::vector<std::size_t>& candidates, const std::string& wanted,
                             std::string_view folder, std::optional<Split> split) const;

  std::filesystem::path m_root;
  const std::vector<std::string>& m_images;
  std::unordered_map<std::string_view, std::size_t> m_exact;
  std::unordered_map<std::string, std::vector<std::size_t>> m_byName; ///< in small letters, with and without suffix
};

} // namespace mien::detail
