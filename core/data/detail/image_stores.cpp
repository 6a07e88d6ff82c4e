#include "core/data/detail/image_stores.h"

#include "core/common/error.h"
#include "core/data/detail/image_scan.h"

#include <algorithm>

namespace mien {

// Of a store that knows no other size.
int ImageStore::readFor(int /*input*/, std::size_t index, std::vector<std::uint8_t>& out) const {
  out.resize(static_cast<std::size_t>(side()) * static_cast<std::size_t>(side()));
  return read(index, out) ? side() : 0;
}

namespace detail {

namespace {

/// The image of a record out of its own size; 0 when it cannot be decoded any more.
int decodeFor(const ImageSource& source, std::size_t record, int input, std::vector<std::uint8_t>& out) {
  thread_local cv::Mat gray;
  if (input <= 0 || source.decode(record, gray).state != ImageState::Usable) {
    return 0;
  }
  out.resize(static_cast<std::size_t>(input) * static_cast<std::size_t>(input));
  resizeTo(gray, input, out.data());
  return input;
}

class StoreBase : public ImageStore {
public:
  StoreBase(int side, std::vector<std::uint32_t> records) : m_side(side), m_records(std::move(records)) {}

  [[nodiscard]] int side() const final { return m_side; }

protected:
  [[nodiscard]] std::size_t area() const { return static_cast<std::size_t>(m_side) * static_cast<std::size_t>(m_side); }

  // The record of sample `index`, after checking the caller's arguments.
  [[nodiscard]] std::size_t record(std::size_t index, std::span<std::uint8_t> out) const {
    if (out.size() < area()) {
      throw Error(ErrorKind::BadArgument, Message("too small a buffer for image {index}", {{"index", index}}));
    }
    return record(index);
  }

  [[nodiscard]] std::size_t record(std::size_t index) const {
    if (index >= m_records.size()) {
      throw Error(ErrorKind::BadArgument, Message("there is no image {index}", {{"index", index}}));
    }
    return m_records[index];
  }

private:
  int m_side;
  std::vector<std::uint32_t> m_records;
};

class MemoryStore final : public StoreBase {
public:
  MemoryStore(std::unique_ptr<std::uint8_t[]> pixels, int side, std::vector<std::uint32_t> records,
              std::shared_ptr<const ImageSource> source, std::vector<bool> resized)
      : StoreBase(side, std::move(records)), m_pixels(std::move(pixels)), m_source(std::move(source)),
        m_resized(std::move(resized)) {}

  [[nodiscard]] bool read(std::size_t index, std::span<std::uint8_t> out) const override {
    std::copy_n(m_pixels.get() + record(index, out) * area(), area(), out.begin());
    return true;
  }

  [[nodiscard]] int readFor(int input, std::size_t index, std::vector<std::uint8_t>& out) const override {
    const std::size_t own = record(index);
    const int decoded = input != side() && m_resized[own] ? decodeFor(*m_source, own, input, out) : 0;
    return decoded > 0 ? decoded : ImageStore::readFor(input, index, out); // a file may be gone; its pixels are not
  }

  [[nodiscard]] bool inMemory() const override { return true; }

private:
  std::unique_ptr<std::uint8_t[]> m_pixels;
  std::shared_ptr<const ImageSource> m_source;
  std::vector<bool> m_resized;
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

  [[nodiscard]] int readFor(int input, std::size_t index, std::vector<std::uint8_t>& out) const override {
    return decodeFor(*m_source, record(index), input, out);
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
    return m_store->read(placeOf(index), out);
  }
  [[nodiscard]] int readFor(int input, std::size_t index, std::vector<std::uint8_t>& out) const override {
    return m_store->readFor(input, placeOf(index), out);
  }

private:
  // The store refuses what is no image.
  [[nodiscard]] std::size_t placeOf(std::size_t index) const { return index < m_order.size() ? m_order[index] : index; }

  std::shared_ptr<const ImageStore> m_store;
  std::vector<std::uint32_t> m_order;
};

} // namespace

std::shared_ptr<const ImageStore> makeMemoryStore(std::unique_ptr<std::uint8_t[]> pixels, int side,
                                                  std::vector<std::uint32_t> records,
                                                  std::shared_ptr<const ImageSource> source,
                                                  std::vector<bool> resized) {
  return std::make_shared<MemoryStore>(std::move(pixels), side, std::move(records), std::move(source),
                                       std::move(resized));
}

std::shared_ptr<const ImageStore> makeDiskStore(std::shared_ptr<const ImageSource> source, int side,
                                                std::vector<std::uint32_t> records) {
  return std::make_shared<DiskStore>(std::move(source), side, std::move(records));
}

std::shared_ptr<const ImageStore> makeReorderedStore(std::shared_ptr<const ImageStore> store,
                                                     std::vector<std::uint32_t> order) {
  return std::make_shared<ReorderedStore>(std::move(store), std::move(order));
}

} // namespace detail

} // namespace mien
