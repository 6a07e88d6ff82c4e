// What mien-cli does to files and streams that are there already.
#include "core/common/output_mark.h"
#include "core/data/demo_data.h"
#include "core/data/demo_photo.h"
#include "core/face/image_file.h"
#include "tests/cli/shell.h"
#include "tests/support/source_dir.h"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>
#include <opencv2/core/mat.hpp>

#include <algorithm>
#include <map>
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

class Manners : public testing::Test {
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

TEST_F(Manners, CopiesReplaceNothingForeignAndASecondRunIsTheSame) {
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

TEST_F(Manners, RunsOneAfterTheOtherDoNotReplaceEachOthersCopies) {
  EXPECT_EQ(run("$CLI predict one/face.png --annotate out --faces whole").status, 0);
  const auto first = contentOf(m_folder / "out");
  EXPECT_EQ(run("$CLI predict two/face.png --annotate out --faces whole").status, 0);
  const auto both = contentOf(m_folder / "out");
  EXPECT_EQ(both.size(), 2U);
  EXPECT_EQ(both.at("face.png"), first.at("face.png"));
  EXPECT_NE(both.at("face-2.png"), first.at("face.png"));
}

TEST_F(Manners, ForceReplacesWhatIsForeignButNoInput) {
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

TEST_F(Manners, TablesGoThroughPipesAndLinksAndTheStandardOutput) {
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

TEST_F(Manners, ADeviceIsWrittenToAndStays) {
  if (::mknod((m_folder / "full").c_str(), S_IFCHR | 0600, makedev(1, 7)) != 0) {
    GTEST_SKIP() << "only root can make a device";
  }
  const ShellResult result = run("$CLI predict one/face.png --faces whole --csv full");
  EXPECT_EQ(result.status, 1);
  EXPECT_NE(result.err.find("full'"), std::string::npos) << result.err;
  EXPECT_TRUE(fs::is_character_file(m_folder / "full"));
}

TEST_F(Manners, AStandardOutputThatFailsIsAFailure) {
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

TEST_F(Manners, AReaderThatGoesAwayIsNoReasonForAWord) {
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

TEST_F(Manners, AReportReplacesItsPredecessorAndNothingElse) {
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

TEST_F(Manners, AnEvaluationDrawsItsPicturesAndSaysNothingElse) {
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

TEST_F(Manners, CalibrationReplacesItsInputOnly) {
  writeDemoData(m_folder / "data", {.trainImages = 2, .validImages = 12, .testImages = 2, .seed = 3});
  m_folder.write("precious.pth", "weights of a week");
  const ShellResult result = run("$CLI calibrate --model '" + test::sourceDir().string() +
                                 "/resources/models/ferplus_b3.pth' "
                                 "--data data --out precious.pth");
  EXPECT_EQ(result.status, 2);
  EXPECT_NE(result.err.find("precious.pth'"), std::string::npos) << result.err;
  EXPECT_EQ(readFile(m_folder / "precious.pth"), "weights of a week");
}

} // namespace
} // namespace mien
