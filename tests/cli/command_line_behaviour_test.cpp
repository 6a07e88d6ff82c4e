// What mien-cli does to files and streams that are there already.
#include "core/common/files/output_mark.h"
#include "core/common/files/read_file.h"
#include "core/common/text/shown_text.h"
#include "core/demo/demo_data.h"
#include "core/demo/demo_photo.h"
#include "core/face/annotation/image_file.h"
#include "core/model/default_model.h"
#include "core/model/weights_file.h"
#include "core/picture/picture.h"
#include "tests/cli/shell.h"
#include "tests/support/made_pictures.h"
#include "tests/support/source_dir.h"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>
#include <opencv2/core/mat.hpp>

#include <algorithm>
#include <cstring>
#include <limits>
#include <map>
#include <sstream>
#include <sys/stat.h>
#include <sys/sysmacros.h>

namespace mien {
namespace {

namespace fs = std::filesystem;
using test::shell;
using test::ShellResult;

/// Files by name, those of sub-folders too, with a digest of what is in them.
std::map<std::string, std::size_t> contentOf(const fs::path& folder) {
  std::map<std::string, std::size_t> files;
  for (const auto& entry : fs::recursive_directory_iterator(folder)) {
    if (entry.is_regular_file()) {
      files[entry.path().lexically_relative(folder).string()] = std::hash<std::string>()(readFile(entry.path()));
    }
  }
  return files;
}

class CommandLineBehaviour : public testing::Test {
protected:
  /// Two pictures of drawn faces, one name but for the suffix, and another of that name in a second folder.
  void SetUp() override {
    picture("one/face.jpg.png", 1);
    fs::rename(m_folder / "one/face.jpg.png", m_folder / "one/face.jpg"); // the content decides
    picture("one/face.png", 2);
    picture("two/face.png", 3);
  }
  void picture(const std::string& name, std::uint64_t seed) const {
    const DemoPhoto photo = renderDemoPhoto(seed);
    fs::create_directories((m_folder / name).parent_path());
    savePng(cv::Mat(photo.height, photo.width, CV_8UC1, const_cast<std::uint8_t*>(photo.pixels.data())),
            m_folder / name);
  }
  [[nodiscard]] ShellResult run(const std::string& command) const { return shell(command, m_folder.path()); }

  test::TempFolder m_folder;
};

TEST_F(CommandLineBehaviour, CopiesReplaceNothingForeignAndASecondRunIsTheSame) {
  m_folder.write("out/face-2.png", "by hand: no picture, and not Mien's");
  const auto before = contentOf(m_folder.path());
  const ShellResult refused = run("$CLI predict one --annotate out --faces whole");
  EXPECT_EQ(refused.status, 2);
  EXPECT_NE(refused.err.find("out/face-2.png'"), std::string::npos) << refused.err;
  EXPECT_NE(refused.err.find("--force"), std::string::npos) << refused.err;
  EXPECT_EQ(refused.out, "") << "work was done before";
  EXPECT_EQ(contentOf(m_folder.path()), before);

  EXPECT_EQ(run("$CLI predict one two --annotate one --faces whole").status, 0);
  const auto first = contentOf(m_folder.path());
  for (const char* name : {"one/face.jpg", "one/face.png", "two/face.png"}) {
    EXPECT_EQ(first.at(name), before.at(name)) << name;
  }
  EXPECT_EQ(first.size(), 7U);
  for (const char* name : {"one/face-2.png", "one/face-3.png", "one/face-4.png"}) {
    EXPECT_TRUE(isAnnotatedCopy(m_folder / name)) << name;
  }
  const ShellResult second = run("$CLI predict one two --annotate one --faces whole");
  EXPECT_EQ(second.status, 0) << second.err;
  EXPECT_NE(second.err.find("3 annotated copies of Mien's not read"), std::string::npos) << second.err;
  EXPECT_EQ(contentOf(m_folder.path()), first);
}

TEST_F(CommandLineBehaviour, RunsOneAfterTheOtherDoNotReplaceEachOthersCopies) {
  EXPECT_EQ(run("$CLI predict one/face.png --annotate out --faces whole").status, 0);
  const auto first = contentOf(m_folder / "out");
  EXPECT_EQ(run("$CLI predict two/face.png --annotate out --faces whole").status, 0);
  const auto both = contentOf(m_folder / "out");
  EXPECT_EQ(both.size(), 2U);
  EXPECT_EQ(both.at("face.png"), first.at("face.png"));
  EXPECT_NE(both.at("face-2.png"), first.at("face.png"));
}

TEST_F(CommandLineBehaviour, ForceReplacesWhatIsForeignButNoInput) {
  m_folder.write("out/face.png", "foreign");
  m_folder.write("table.csv", "foreign");
  const std::string input = readFile(m_folder / "one/face.png");
  EXPECT_EQ(run("$CLI predict one/face.png --annotate out --faces whole").status, 2);
  EXPECT_EQ(run("$CLI predict one/face.png --csv table.csv --faces whole").status, 2);
  EXPECT_EQ(readFile(m_folder / "out/face.png"), "foreign");
  EXPECT_EQ(readFile(m_folder / "table.csv"), "foreign");
  EXPECT_EQ(run("$CLI predict one/face.png --annotate out --csv table.csv --faces whole --force").status, 0);
  EXPECT_TRUE(isAnnotatedCopy(m_folder / "out/face.png"));
  EXPECT_EQ(readFile(m_folder / "table.csv").substr(0, 10), "file,face,");
  EXPECT_EQ(run("$CLI predict two/face.png --csv table.csv --faces whole").status, 0) << "an earlier table of ours";

  const ShellResult over = run("$CLI predict one/face.png --csv one/../one/face.png --faces whole --force");
  EXPECT_EQ(over.status, 2);
  EXPECT_NE(over.err.find("one of the inputs"), std::string::npos) << over.err;
  EXPECT_EQ(readFile(m_folder / "one/face.png"), input);
}

TEST_F(CommandLineBehaviour, TablesGoThroughPipesAndLinksAndTheStandardOutput) {
  ASSERT_EQ(::mkfifo((m_folder / "pipe").c_str(), 0600), 0);
  ASSERT_EQ(
      run("cat pipe > got & $CLI predict one/face.png --faces whole --csv pipe; status=$?; wait; exit $status").status,
      0);
  const std::string table = readFile(m_folder / "got");
  EXPECT_EQ(table.substr(0, 10), "file,face,");
  EXPECT_TRUE(fs::is_fifo(m_folder / "pipe"));

  fs::create_symlink("real.csv", m_folder / "link.csv");
  ASSERT_EQ(run("$CLI predict one/face.png --faces whole --csv link.csv").status, 0);
  EXPECT_TRUE(fs::is_symlink(m_folder / "link.csv"));
  EXPECT_EQ(readFile(m_folder / "real.csv"), table);

  for (const char* name : {"-", "/dev/stdout", "/dev/fd/1"}) {
    EXPECT_EQ(run(std::string("$CLI predict one/face.png --faces whole --csv ") + name).out, table) << name;
    EXPECT_EQ(run(std::string("$CLI predict one/face.png --faces whole --csv ") + name + " | cat").out, table) << name;
  }
  EXPECT_EQ(run("$CLI predict one/face.png --json --csv -").status, 2);
}

TEST_F(CommandLineBehaviour, ADeviceIsWrittenToAndStays) {
  if (::mknod((m_folder / "full").c_str(), S_IFCHR | 0600, makedev(1, 7)) != 0) {
    GTEST_SKIP() << "only root can make a device";
  }
  const ShellResult result = run("$CLI predict one/face.png --faces whole --csv full");
  EXPECT_EQ(result.status, 1);
  EXPECT_NE(result.err.find("full'"), std::string::npos) << result.err;
  EXPECT_TRUE(fs::is_character_file(m_folder / "full"));
}

TEST_F(CommandLineBehaviour, AStandardOutputThatFailsIsAFailure) {
  for (const char* where : {"> /dev/full", ">&-"}) {
    for (const char* what :
         {"predict one/face.png --faces whole", "predict --help", "make-demo-data --images 6 --out "}) {
      const std::string folder =
          std::string(what).ends_with("--out ") ? std::string("d") + std::to_string(where[1]) : "";
      const ShellResult result = run(std::string("$CLI ") + what + folder + " " + where);
      EXPECT_EQ(result.status, 1) << what << where;
      EXPECT_NE(result.err.find("standard output"), std::string::npos) << result.err;
    }
  }
}

TEST_F(CommandLineBehaviour, AReaderThatGoesAwayIsNoReasonForAWord) {
  std::string inputs;
  for (int i = 0; i < 40; ++i) {
    const std::string name = "one/face" + std::to_string(i) + ".png";
    fs::copy_file(m_folder / "one/face.png", m_folder / name);
    inputs += " " + name;
  }
  const ShellResult result = run("{ $CLI predict --faces whole" + inputs + "; echo $? > status; } | head -n 1");
  EXPECT_EQ(std::count(result.out.begin(), result.out.end(), '\n'), 1);
  EXPECT_EQ(result.err, "");
  EXPECT_EQ(readFile(m_folder / "status"), "1\n");

  // Files are not given up for it.
  const ShellResult table = run("$CLI predict --faces whole --csv t.csv" + inputs + " | head -n 1");
  const std::string rows = readFile(m_folder / "t.csv");
  EXPECT_EQ(std::count(rows.begin(), rows.end(), '\n'), 41);
}

/// What libraries print of themselves for such files ("libpng warning: iCCP: ...") is no concern of a user's.
TEST_F(CommandLineBehaviour, OneIsSaidInTheSingular) {
  fs::create_directories(m_folder / "alone/train/happiness");
  fs::copy_file(m_folder / "one/face.png", m_folder / "alone/train/happiness/face.png");
  const ShellResult result = run("$CLI info --data alone");
  EXPECT_NE(result.out.find(" 1 usable image, "), std::string::npos) << result.out << result.err;
}

TEST_F(CommandLineBehaviour, NothingOfALibraryReachesTheTerminal) {
  const std::string png = readFile(m_folder / "two/face.png");
  const cv::Mat grey = loadPicture(m_folder / "two/face.png").image;
  const std::string jpeg = test::encoded(grey, ".jpg");
  const std::string webp = test::encoded(grey, ".webp");
  const std::string samples(64 * 64, '\x55');
  auto page = test::tiffPage(64, 64, 1, 8, 1, samples);
  page.tags[65000] = {7}; // a tag that nobody knows
  page.tags[259] = {7};   // said to be JPEG inside, and is none
  auto odd = test::tiffPage(64, 64, 1, 8, 1, samples);
  odd.tags[65000] = {7};
  using namespace std::string_literals;
  const std::map<std::string, std::string> files = {
      {"profile.png", test::pngWith(png, test::pngChunk("iCCP", "sRGB\0\0 broken profile"s))},
      {"sums.png", test::pngWith(png, "\0\0\0\x04gAMA\0\0\0\0abcd"s)},
      {"chunks.png", test::pngWith(png, test::pngChunk("sRGB", "\x09"s) + test::pngChunk("tRNS", "abcdefghij"))},
      {"behind.png", png + "more"},
      {"cut.png", png.substr(0, png.size() / 2)},
      {"between.jpg", jpeg.substr(0, 2) + "\xFF\xFE\0\x06"s + "abcd" + "\0\0"s + jpeg.substr(2)},
      {"cut.jpg", jpeg.substr(0, jpeg.size() - 3)},
      {"half.jpg", jpeg.substr(0, jpeg.size() / 2)},
      {"flipped.jpg", jpeg.substr(0, jpeg.size() - 200) + std::string(100, 'x') + jpeg.substr(jpeg.size() - 100)},
      {"inside.tif", test::tiff({page})},
      {"odd.tif", test::tiff({odd})},
      {"cut.tif", test::tiff({odd}).substr(0, 3000)},
      {"cut.webp", webp.substr(0, webp.size() / 2)},
      {"cut.gif", test::gif(2).substr(0, 80)},
      {"cut.bmp", test::encoded(grey, ".bmp").substr(0, 2000)},
      {"none.heic", "\0\0\0\x18"
                    "ftypheic\0\0\0\0heicmif1"s +
                        std::string(200, '\x07')},
      {"none.mp4", "\0\0\0\x18"
                   "ftypisom\0\0\0\0isommp42"s +
                       std::string(300, '\x07')},
      {"none.avi", "RIFF\xFF\xFF\0\0AVI LIST"s + std::string(300, '\x07')},
      {"none.webm", "\x1A\x45\xDF\xA3"s + std::string(300, '\x07')},
  };
  for (const auto& [name, bytes] : files) {
    m_folder.write("all/valid/happy/" + name, bytes);
    m_folder.write("all/train/happy/" + name, bytes);
  }
  m_folder.write("all/valid/sad/good.png", png);
  for (const std::string command :
       {"predict all/valid/happy --faces whole --annotate out", "predict all/valid/happy/* --faces auto --csv t.csv",
        "info --data all", "info --data all --json", "evaluate --data all --out report --no-plots",
        "train --data all --replicas 3000"}) {
    const ShellResult result = run("$CLI " + command);
    std::istringstream lines(result.err);
    for (std::string line; std::getline(lines, line);) {
      const bool ours = line.starts_with("mien-cli: ") || line.starts_with("Note: ") ||
                        line.starts_with("--replicas") || line.starts_with("Run with --help");
      EXPECT_TRUE(ours) << command << ": " << line;
    }
    for (const char* library :
         {"libpng", "iCCP", "JPEG data", "Corrupt JPEG", "TIFF", "OpenCV", "[ERROR", "[mov,", "@ 0x"}) {
      const std::string all = result.err + (command.starts_with("info") ? std::string() : result.out);
      const bool named = std::string(library) == "TIFF" && all.find("a TIFF picture") != std::string::npos;
      EXPECT_TRUE(named || all.find(library) == std::string::npos) << command << ": " << all;
    }
  }
}

TEST_F(CommandLineBehaviour, WeightsThatAreNoNumbersAreRefusedBeforeATraining) {
  const auto model = findDefaultModel();
  ASSERT_TRUE(model);
  Weights weights = loadWeights(*model);
  for (NamedArray& array : weights.state) {
    if (array.name == "classifier.1.bias") {
      const float nan = std::numeric_limits<float>::quiet_NaN();
      ASSERT_EQ(array.type, DType::Float32);
      std::memcpy(array.bytes.data(), &nan, sizeof nan);
    }
  }
  saveWeights(m_folder / "bad.pth", weights.state, *weights.info);
  writeDemoData(m_folder / "data", {.trainImages = 8, .validImages = 4, .testImages = 2, .seed = 3});
  for (const std::string command :
       {"train --data data --init bad.pth --saved runs --batch 4", "evaluate --data data --model bad.pth --out report",
        "predict bad.pth one/face.png"}) {
    const ShellResult result = run("$CLI " + command);
    EXPECT_EQ(result.status, 2) << command;
    EXPECT_NE(result.err.find("bad.pth"), std::string::npos) << result.err;
    EXPECT_NE(result.err.find("'classifier.1.bias' are not finite numbers"), std::string::npos) << result.err;
  }
  EXPECT_FALSE(fs::exists(m_folder / "report"));
  EXPECT_TRUE(!fs::exists(m_folder / "runs") || fs::is_empty(m_folder / "runs"));
}

TEST_F(CommandLineBehaviour, NamesFromOutsideAreShownEscaped) {
  const fs::path odd = m_folder / "d\xe9\x1b[31m\n";
  writeDemoData(odd, {.trainImages = 2, .validImages = 12, .testImages = 2, .seed = 3});
  fs::create_symlink(odd, m_folder / "link");
  const std::string given = "x=$(printf 'd\\351\\033[31m\\n_'); x=${x%_}; $CLI ";
  for (const std::string command :
       {"info --data \"$x\"", "info --data \"$x/FER2013Train\"", "info --data \"$x/none\"",
        "info --data \"$x/FER2013Train/label.csv\"", "evaluate --data link --no-plots --out \"$x/report\"",
        "evaluate --data \"$x\" --json --no-plots --out \"$x/report\"", "predict \"$x\" --faces whole",
        "predict \"$x/none.png\"", "predict \"$x/none.pth\" one/face.png",
        "make-demo-data --images 6 --out \"$x/more\"", "train --data link --init \"$x/none.pth\"",
        "train --resume \"$x\"", "predict one/face.png --detector-model \"$x\"", "predict \"$x\" --\"$x\""}) {
    const ShellResult result = run(given + command);
    std::string all = result.out + result.err;
    for (const char letter : all) {
      EXPECT_TRUE(static_cast<unsigned char>(letter) >= 0x20 || letter == '\n' || letter == '\r')
          << command << ": " << all;
    }
    EXPECT_TRUE(isUtf8(all)) << command << ": " << shownText(all);
    EXPECT_EQ(all.find("internal error"), std::string::npos) << command << ": " << all;
  }
}

TEST_F(CommandLineBehaviour, AReportReplacesItsPredecessorAndNothingElse) {
  writeDemoData(m_folder / "data", {.trainImages = 2, .validImages = 12, .testImages = 2, .seed = 3});
  writeDemoData(m_folder / "more", {.trainImages = 2, .validImages = 9, .testImages = 2, .seed = 4});
  const ShellResult first = run("$CLI evaluate --data data --no-plots");
  ASSERT_EQ(first.status, 0) << first.err;
  const fs::path folder = m_folder / "results/ferplus_b3-valid";
  ASSERT_TRUE(fs::exists(folder / "metrics.json"));
  EXPECT_FALSE(fs::exists(folder / "confusion_matrix.png"));
  EXPECT_EQ(run("$CLI evaluate --data data --no-plots").status, 0) << "the same again";
  EXPECT_EQ(run("$CLI evaluate --data data --policy soft --no-plots").status, 0);
  EXPECT_TRUE(fs::exists(m_folder / "results/ferplus_b3-valid-soft/metrics.json"));

  const auto before = contentOf(m_folder / "results");
  const ShellResult other = run("$CLI evaluate --data more --no-plots");
  EXPECT_EQ(other.status, 2);
  EXPECT_NE(other.err.find("on data (valid split, majority policy)"), std::string::npos) << other.err;
  EXPECT_EQ(run("$CLI evaluate --data data --policy soft --out results/ferplus_b3-valid --no-plots").status, 2);
  EXPECT_EQ(contentOf(m_folder / "results"), before);
  EXPECT_EQ(run("$CLI evaluate --data more --no-plots --force").status, 0);
  EXPECT_EQ(nlohmann::json::parse(readFile(folder / "metrics.json"))["data"]["root"], "more");

  m_folder.write("mine/loss.png", "somebody's own");
  const ShellResult foreign = run("$CLI evaluate --data data --out mine");
  EXPECT_EQ(foreign.status, 2);
  EXPECT_NE(foreign.err.find("mine/loss.png'"), std::string::npos) << foreign.err;
  EXPECT_EQ(contentOf(m_folder / "mine").size(), 1U);
}

TEST_F(CommandLineBehaviour, AnEvaluationDrawsItsPicturesAndSaysNothingElse) {
  writeDemoData(m_folder / "data", {.trainImages = 2, .validImages = 12, .testImages = 2, .seed = 3});
  const ShellResult result = run("unset DISPLAY WAYLAND_DISPLAY XDG_RUNTIME_DIR; export QT_QPA_PLATFORM=xcb; "
                                 "$CLI evaluate --data data --out report --plots");
  ASSERT_EQ(result.status, 0) << result.err;
#ifdef MIEN_GUI
  EXPECT_EQ(result.err, "");
  for (const char* name : {"confusion_matrix.png", "2d_density_plot.png", "precision_recall.png", "reliability.png"}) {
    EXPECT_TRUE(readOutputMark(m_folder / "report" / name)) << name;
  }
#else
  EXPECT_EQ(std::count(result.err.begin(), result.err.end(), '\n'), 1) << result.err;
  EXPECT_NE(result.err.find("no pictures"), std::string::npos) << result.err;
#endif
}

TEST_F(CommandLineBehaviour, CalibrationReplacesItsInputOnly) {
  writeDemoData(m_folder / "data", {.trainImages = 2, .validImages = 12, .testImages = 2, .seed = 3});
  m_folder.write("precious.pth", "weights of a week");
  const ShellResult result = run("$CLI calibrate --model '" + test::sourceDir().string() +
                                 "/resources/models/ferplus_b3.pth' "
                                 "--data data --out precious.pth");
  EXPECT_EQ(result.status, 2);
  EXPECT_NE(result.err.find("precious.pth'"), std::string::npos) << result.err;
  EXPECT_EQ(readFile(m_folder / "precious.pth"), "weights of a week");
}

TEST_F(CommandLineBehaviour, PredictTakesItsModelAsTheOtherCommandsDo) {
  m_folder.write("own.pth", "no weights");
  // Not Mien's own model, whose answer would be 0.
  const ShellResult named = run("$CLI predict --model own.pth one/face.png --faces whole 2>&1");
  EXPECT_NE(named.status, 0);
  EXPECT_NE(named.out.find("'own.pth'"), std::string::npos) << named.out;
  const ShellResult twice = run("$CLI predict --model own.pth own.pth one/face.png --faces whole 2>&1");
  EXPECT_NE(twice.status, 0);
  EXPECT_NE(twice.out.find("Leave one of them out"), std::string::npos) << twice.out;
}

} // namespace
} // namespace mien
