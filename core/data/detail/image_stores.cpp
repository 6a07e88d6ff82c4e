#include "core/data/detail/image_stores.h"

#include "core/common/error.h"
#include "core/data/detail/image_scan.h"

#include <algorithm>

namespace mien::detail {

namespace {

class StoreBase : public ImageStore {
public:
  StoreBase(int side, std::vector<std::uint32_t> records) : m_side(side), m_records(std::move(records)) {}

  [[nodiscard]] int side() const final { return m_side; }

protected:
  [[nodiscard]] std::size_t area() const { return static_cast<std::size_t>(m_side) * static_cast<std::size_t>(m_side); }

  // The record of sample `index`, after checking the caller's arguments.
  [[nodiscard]] std::size_t record(std::size_t index, std::span<std::uint8_t> out) const {
    if (index >= m_records.size() || out.size() < area()) {
      throw Error(ErrorKind::BadArgument, "no image " + std::to_string(index) + " or too small a buffer for it");
    }
    return m_records[index];
  }

private:
  int m_side;
  std::vector<std::uint32_t> m_records;
};

class MemoryStore final : public StoreBase {
public:
  MemoryStore(std::unique_ptr<std::uint8_t[]> pixels, int side, std::vector<std::uint32_t> records)
      : StoreBase(side, std::move(records)), m_pixels(std::move(pixels)) {}

  [[nodiscard]] bool read(std::size_t index, std::span<std::uint8_t> out) const override {
    std::copy_n(m_pixels.get() + record(index, out) * area(), area(), out.begin());
    return true;
  }

  [[nodiscard]] bool inMemory() const override { return true; }

private:
  std::unique_ptr<std::uint8_t[]> m_pixels;
};

class DiskStore final : public StoreBase {
public:
  DiskStore(std::shared_ptr<const ImageSource> source, int side, std::vector<std::uint32_t> records)
      : StoreBase(side, std::move(records)), m_source(std::move(source)) {}

  [[nodiscard]] bool read(std::size_t index, std::span<std::uint8_t> out) const override {
    thread_local cv::Mat gray;
    if (m_source->decode(record(index, out), gray).state != ImageState::Usable) {
      return false;
    }
    resizeTo(gray, side(), out.data());
    return true;
  }

  [[nodiscard]] bool inMemory() const override { return false; }

private:
  std::shared_ptr<const ImageSource> m_source;
};

class ReorderedStore final : public ImageStore {
public:
  ReorderedStore(std::shared_ptr<const ImageStore> store, std::vector<std::uint32_t> order)
      : m_store(std::move(store)), m_order(std::move(order)) {}

  [[nodiscard]] int side() const override { return m_store->side(); }
  [[nodiscard]] bool inMemory() const override { return m_store->inMemory(); }
  [[nodiscard]] bool read(std::size_t index, std::span<std::uint8_t> out) const override {
    return m_store->read(index < m_order.size() ? m_order[index] : index, out); // the store refuses what is no image
  }

private:
  std::shared_ptr<const ImageStore> m_store;
  std::vector<std::uint32_t> m_order;
};

} // namespace

std::shared_ptr<const ImageStore> makeMemoryStore(std::unique_ptr<std::uint8_t[]> pixels, int side,
                                                  std::vector<std::uint32_t> records) {
  return std::make_shared<MemoryStore>(std::move(pixels), side, std::move(records));
}

std::shared_ptr<const ImageStore> makeDiskStore(std::shared_ptr<const ImageSource> source, int side,
                                                std::vector<std::uint32_t> records) {
  return std::make_shared<DiskStore>(std::move(source), side, std::move(records));
}

std::shared_ptr<const ImageStore> makeReorderedStore(std::shared_ptr<const ImageStore> store,
                                                     std::vector<std::uint32_t> order) {
  return std::make_shared<ReorderedStore>(std::move(store), std::move(order));
}

} // namespace mien::detail
