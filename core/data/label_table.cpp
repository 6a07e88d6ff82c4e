#include "core/data/label_table.h"

#include "core/data/layouts/table_file.h"

namespace mien {

bool isLabelTable(const std::filesystem::path& file) {
  const detail::TableFiles found = detail::inspectTable(file, {});
  return !found.images.empty() || !found.pixels.empty();
}

} // namespace mien
