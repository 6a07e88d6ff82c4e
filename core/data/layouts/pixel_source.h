#pragma once

#include "core/data/detail/image_source.h"
#include "core/data/table/table_format.h"

#include <cstdint>
#include <filesystem>
#include <vector>

namespace mien::detail {

/// Images that are numbers in the rows of tables. Only the place of each row is kept: its pixels are parsed when they
/// are needed.
class PixelSource final : public ImageSource {
public:
  PixelSource() = default;
  ~PixelSource() override;
  PixelSource(const PixelSource&) = delete;
  PixelSource& operator=(const PixelSource&) = delete;

  /// Rows that are added from now on stand in `file`. Throws Error (NotFound).
  void open(const std::filesystem::path& file, const TableFormat& format, std::size_t pixelColumn);

  /// The next image: a line of the file opened last, in bytes.
  void add(std::uint64_t offset, std::size_t length);

  [[nodiscard]] ImageFacts inspect(std::size_t record) const override;
  [[nodiscard]] ImageFacts decode(std::size_t record, cv::Mat& gray) const override;

private:
  struct File {
    int handle;
    TableFormat format;
    std::size_t pixelColumn;
  };
  struct Place {
    std::uint64_t offset;
    std::uint32_t length;
    std::uint32_t file;
  };

  std::vector<File> m_files;
  std::vector<Place> m_places;
};

} // namespace mien::detail
