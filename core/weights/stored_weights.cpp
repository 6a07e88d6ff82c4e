#include "core/weights/stored_weights.h"

#include "core/common/atomic_file.h"
#include "core/common/error.h"
#include "core/weights/detail/pickle_reader.h"
#include "core/weights/detail/pickle_writer.h"
#include "core/weights/detail/weights_decoder.h"
#include "core/weights/detail/zip_archive.h"

#include <nlohmann/json.hpp>

#include <array>
#include <fstream>
#include <set>
#include <string_view>

namespace mien {

namespace {

using namespace std::string_view_literals;

constexpr std::uint64_t kMaxPickle = std::uint64_t{64} << 20U;

[[noreturn]] void refuse(const std::filesystem::path& file, const std::string& problem) {
  throw Error(ErrorKind::BadData, "Cannot read the weights in '" + file.string() + "': " + problem + ".");
}

/// Says what a file that is no zip file seems to be. `start` is its first bytes.
std::string whatElse(std::string_view start, const std::filesystem::path& file) {
  const std::size_t text = std::min(start.find_first_not_of(" \t\r\n"), start.size());
  if (start.empty()) {
    return "it is empty. Copy, download or save it again";
  }
  if (start.starts_with("\x80\x02\x8a\x0a\x6c\xfc\x9c\x46\xf9\x20\x6a\xa8\x50\x19"sv)) {
    return "it has the format of PyTorch before 1.6. Load it in Python and save it again with torch.save";
  }
  if (start.size() > 8 && start[8] == '{' && start.substr(4, 4) == "\0\0\0\0"sv) {
    return "it is a safetensors file. In Python, load it with safetensors.torch.load_file and save the result with "
           "torch.save";
  }
  if (start.substr(text, 1) == "<") {
    return "it is a web page, not weights: the download has gone wrong. Download it again";
  }
  if (start.starts_with("version https://git-lfs")) {
    return "it is only a Git LFS pointer. Fetch the file itself with 'git lfs pull'";
  }
  if (file.extension() == ".onnx" || (start.size() > 1 && start[0] == '\x08' && start[1] > 0 && start[1] < 32)) {
    return "it seems to be an ONNX model. Mien needs the state dict that torch.save writes in Python";
  }
  if (start.starts_with("\x89HDF")) {
    return "it is a Keras or HDF5 file. Mien needs the state dict that torch.save writes in Python";
  }
  if (start.starts_with("\x1f\x8b"sv)) {
    return "it is compressed with gzip. Unpack it with gunzip first";
  }
  return "it is no weights file (torch.save writes a zip file, this is none). Choose another file or save it again "
         "with "
         "torch.save";
}

/// A weights file open for reading.
class WeightsReader {
public:
  explicit WeightsReader(const std::filesystem::path& file) : m_zip(openZip(file)) {
    for (const std::string& name : m_zip.names()) {
      const std::size_t slash = name.find('/');
      if (slash == std::string::npos || name.substr(slash) != "/data.pkl") {
        continue;
      }
      if (!m_folder.empty()) {
        refuse(file, "it holds two models. Save one alone with torch.save");
      }
      m_folder = name.substr(0, slash + 1);
    }
    if (m_folder.empty()) {
      refuse(file, "it is a zip file without 'data.pkl', so torch.save did not write it. Choose another file");
    }
    if (m_zip.contains(m_folder + "constants.pkl")) {
      refuse(file, "it is a TorchScript program. In Python, load it with torch.jit.load and save its state_dict() with "
                   "torch.save");
    }
    if (m_zip.contains(m_folder + "byteorder")) {
      const std::vector<std::byte> order = m_zip.read(m_folder + "byteorder", 16);
      if (std::string_view(reinterpret_cast<const char*>(order.data()), order.size()) != "little") {
        refuse(file, "its numbers are big-endian. Load it in Python on this machine and save it again with torch.save");
      }
    }
    m_pickle = detail::readPickle(m_zip.read(m_folder + "data.pkl", kMaxPickle));
  }

  nlohmann::json description() { return detail::decodeDescription(m_pickle, storages()); }
  StateDict state() { return detail::decodeState(m_pickle, storages()); }
  StateDict shapes() { return detail::decodeShapes(m_pickle); }

private:
  static const std::filesystem::path& openZip(const std::filesystem::path& file) {
    std::error_code error;
    const auto status = std::filesystem::status(file, error);
    if (status.type() == std::filesystem::file_type::not_found) {
      throw Error(ErrorKind::NotFound, "There is no weights file '" + file.string() + "'. Check the path.");
    }
    if (status.type() != std::filesystem::file_type::regular) {
      refuse(file, "it is not a regular file. Give the path of a weights file (.pth)");
    }
    std::ifstream stream(file, std::ios::binary);
    std::array<char, 64> start{};
    stream.read(start.data(), start.size());
    if (stream.bad() || (stream.fail() && !stream.eof())) {
      throw Error(ErrorKind::Io, "Cannot read '" + file.string() + "'. Check that you may read it.");
    }
    const std::string_view begin(start.data(), static_cast<std::size_t>(stream.gcount()));
    if (!begin.starts_with("PK\x03\x04"sv)) {
      refuse(file, whatElse(begin, file));
    }
    return file;
  }

  detail::StorageReader storages() {
    return [this](const std::string& key, std::uint64_t limit) { return m_zip.read(m_folder + "data/" + key, limit); };
  }

  detail::ZipReader m_zip;
  std::string m_folder; ///< of all entries, with its slash
  detail::Pickle m_pickle;
};

/// Runs `read`; puts the name of the file before messages that lack it.
template <typename Read> auto naming(const std::filesystem::path& file, Read read) {
  try {
    return read();
  } catch (const Error& error) {
    if (std::string_view(error.what()).find(file.string()) != std::string_view::npos) {
      throw;
    }
    std::string problem = error.what();
    while (problem.ends_with('.')) {
      problem.pop_back();
    }
    throw Error(error.kind(), "Cannot read the weights in '" + file.string() + "': " + problem + ".");
  } catch (const std::bad_alloc&) {
    throw Error(ErrorKind::Io, "There is not enough memory to read '" + file.string() + "'. Close other programs.");
  }
}

void checkState(const std::filesystem::path& file, const StateDict& state) {
  std::set<std::string_view> seen;
  for (const NamedArray& array : state) {
    if (array.name.empty() || !seen.insert(array.name).second ||
        array.bytes.size() != array.elementCount() * byteSize(array.type)) {
      throw Error(ErrorKind::BadArgument, "Cannot save '" + file.string() + "': the tensor '" + array.name +
                                              "' has no name, a name used before or too few numbers.");
    }
  }
}

} // namespace

StoredWeights readStoredWeights(const std::filesystem::path& file) {
  return naming(file, [&file] {
    WeightsReader reader(file);
    return StoredWeights{reader.state(), reader.description()};
  });
}

StoredWeights peekStoredWeights(const std::filesystem::path& file) {
  return naming(file, [&file] {
    WeightsReader reader(file);
    return StoredWeights{reader.shapes(), reader.description()};
  });
}

void writeStoredWeights(const std::filesystem::path& file, const StateDict& state, const nlohmann::json& description) {
  checkState(file, state);
  const detail::WrittenPickle written = detail::writePickle(state, description);
  const auto bytesOf = [](std::string_view text) { return std::as_bytes(std::span(text.data(), text.size())); };

  // torch names the folder after the file; a fixed name gives the same bytes whatever the file is called.
  detail::ZipWriter zip;
  zip.add("mien/data.pkl", bytesOf(written.pickle));
  zip.add("mien/byteorder", bytesOf("little"));
  for (std::size_t i = 0; i < state.size(); ++i) {
    zip.add("mien/data/" + std::to_string(i), state[i].bytes);
  }
  zip.add("mien/data/" + std::to_string(state.size()), std::as_bytes(std::span(written.reals)));
  zip.add("mien/version", bytesOf("3\n"));
  writeFileAtomically(file, zip.finish());
}

} // namespace mien
