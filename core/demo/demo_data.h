#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <stop_token>

namespace mien {

struct DemoDataOptions {
  int trainImages = 1600;
  int validImages = 400;
  int testImages = 400;
  std::uint64_t seed = 1;
};

inline constexpr int kDemoImageSide = 48; ///< px

using DemoDataProgress = std::function<void(std::size_t done, std::size_t total)>;

/// Writes a data set of invented faces in the layout of FER+: FER2013Train, FER2013Valid and FER2013Test in `out`, each
/// with its 48 x 48 grey PNG images and a label.csv (no header; name, "(0, 0, 48, 48)", ten votes). The faces are
/// rendered from facial action units (core/demo): nobody's photograph is involved. Expressions follow EMFACS
/// (Ekman & Friesen 1978), votes imitate those of Barsoum et al. 2016. The same options give the same bytes.
///
/// `out` is made if need be. Throws Error: BadArgument when it holds anything already or when the numbers of images are
/// out of range (0 to 1,000,000 each), DiskFull or Io when a file could not be written whole; what was written by then
/// stays. A stop request throws nothing: what was written by then is removed, and the answer is false. `progress`
/// counts images and is called from the calling thread. Uses oneTBB's threads while it runs.
bool writeDemoData(const std::filesystem::path& out, const DemoDataOptions& options = {},
                   const DemoDataProgress& progress = {}, const std::stop_token& stop = {});

/// The same all or nothing: drawn beside `folder` under the name FOLDER.unfinished, then renamed. Whatever an attempt
/// that was cut off has left under that name is drawn anew; of several at once one draws, and the others wait. Where
/// `folder` exists already nothing is done. False when it was stopped; neither then nor after an error does anything
/// stay.
bool makeDemoData(const std::filesystem::path& folder, const DemoDataOptions& options = {},
                  const DemoDataProgress& progress = {}, const std::stop_token& stop = {});

} // namespace mien
