// What mien-cli writes is the same, byte for byte, for users of every language.
#include "core/common/files/read_file.h"
#include "core/demo/demo_photo.h"
#include "core/face/annotation/image_file.h"
#include "core/video/video_writer.h"
#include "tests/cli/shell.h"
#include "tests/support/source_dir.h"

#include <gtest/gtest.h>
#include <opencv2/core/mat.hpp>

#include <map>
#include <regex>

namespace mien {
namespace {

namespace fs = std::filesystem;
using test::shell;
using test::ShellResult;

/// Numbers in lines that tell how long something took.
std::string withoutTimings(const std::string& text) {
  static const std::regex timing("(ms|seconds|images_per_second|images/s|inference|Read, checked)");
  static const std::regex number("[0-9]+(\\.[0-9]+)?(e-?[0-9]+)?");
  std::string kept;
  std::size_t at = 0;
  while (at < text.size()) {
    const std::size_t end = std::min(text.find('\n', at), text.size() - 1) + 1;
    const std::string line = text.substr(at, end - at);
    // A decimal comma would leave two numbers.
    kept += std::regex_search(line, timing) ? std::regex_replace(line, number, "N") : line;
    at = end;
  }
  return kept;
}

std::map<std::string, std::string> filesOf(const fs::path& folder) {
  std::map<std::string, std::string> files;
  for (const auto& entry : fs::recursive_directory_iterator(folder)) {
    if (entry.is_regular_file()) {
      const std::string suffix = entry.path().extension().string();
      const bool text = suffix == ".txt" || suffix == ".json" || suffix == ".csv";
      const std::string content = readFile(entry.path());
      files[entry.path().lexically_relative(folder).string()] = text ? withoutTimings(content) : content;
    }
  }
  return files;
}

TEST(UsersLocale, ChangesNothingThatIsWritten) {
  if (!fs::exists(MIEN_LOCALES "/de_DE.UTF-8")) {
    GTEST_SKIP() << "the tests were built without localedef (Debian: locales)";
  }
  const test::TempFolder folder;
  const DemoPhoto photo = renderDemoPhoto(1);
  fs::create_directories(folder / "inputs");
  savePng(cv::Mat(photo.height, photo.width, CV_8UC1, const_cast<std::uint8_t*>(photo.pixels.data())),
          folder / "inputs/IMG_I.png"); // whose small letters are others in Turkish
  VideoWriter film(folder / "inputs/FILM.MP4", {30, {}});
  for (int i = 0; i < 4; ++i) {
    cv::Mat frame(photo.height, photo.width, CV_8UC3, cv::Scalar::all(60));
    film.write(frame, i / 29.97);
  }
  film.finish("");

  std::map<std::string, std::map<std::string, std::string>> written;
  for (const std::string locale : {"C", "de_DE.UTF-8", "tr_TR.UTF-8"}) {
    fs::create_directories(folder / locale);
    const ShellResult result =
        shell("export LOCPATH='" MIEN_LOCALES "' LC_ALL=" + locale + " LANG=" + locale +
                  "; set -e; "
                  "$CLI make-demo-data --images 18 --out data > made.txt; "
                  "$CLI info --data data --json > info.json; $CLI info --data data > info.txt; "
                  "$CLI evaluate --data data --out report > evaluate.txt; "
                  "$CLI calibrate --model '" +
                  test::sourceDir().string() +
                  "/resources/models/ferplus_b3.pth' --data data --half "
                  "--out calibrated.pth > calibrate.txt; "
                  "$CLI predict ../inputs --csv all.csv --annotate copies --uncertain-below 0.5 > predict.txt; "
                  "$CLI predict ../inputs --json --smoothing 0.25 > predict.json; "
                  "$CLI predict ../inputs/IMG_I.png --csv pictures.csv > pictures.txt",
              folder / locale);
    ASSERT_EQ(result.status, 0) << locale << ": " << result.err;
    written[locale] = filesOf(folder / locale);
  }
  const auto& expected = written.at("C");
  EXPECT_GT(expected.size(), 30U);
  for (const char* locale : {"de_DE.UTF-8", "tr_TR.UTF-8"}) {
    EXPECT_EQ(written.at(locale).size(), expected.size());
    for (const auto& [name, content] : written.at(locale)) {
      ASSERT_TRUE(expected.contains(name)) << name;
      EXPECT_TRUE(content == expected.at(name)) << locale << " changes " << name;
    }
  }
}

} // namespace
} // namespace mien
