// Every output of every command meets everything that may be in its place: nothing foreign is replaced or renamed over.
#include "core/common/files/output_mark.h"
#include "core/common/files/read_file.h"
#include "core/demo/demo_data.h"
#include "core/demo/demo_photo.h"
#include "core/face/annotation/image_file.h"
#include "core/video/video_writer.h"
#include "tests/cli/shell.h"
#include "tests/support/source_dir.h"

#include <gtest/gtest.h>
#include <opencv2/core/mat.hpp>

#include <memory>
#include <string>
#include <sys/stat.h>
#include <sys/sysmacros.h>

namespace mien {
namespace {

namespace fs = std::filesystem;
using test::shell;
using test::ShellResult;

/// What is in the place of an output.
enum class There {
  Nothing,
  Foreign,     ///< a file of somebody else
  Own,         ///< an earlier output of the same command
  Folder,      ///< a folder that holds something
  Fifo,        ///< a pipe that is being read
  Device,      ///< a character node: /dev/full under another name
  LinkForeign, ///< a link to a file of somebody else
  LinkOwn,     ///< a link to an earlier output
  LinkNowhere, ///< a link to nothing yet
  LinkInput,   ///< a link to what the command reads
  NoFolder,    ///< the output's folder is missing
};

/// What becomes of it.
enum class Then {
  Refused,  ///< status 2, a sentence that names the file; everything as before
  Written,  ///< there, or where the link leads, which stays a link
  Through,  ///< into the pipe
  Failed,   ///< status 1 with a sentence; the device stays
  Elsewhere ///< under another name beside it; what is there stays
};

struct Output {
  const char* name;
  const char* command;
  const char* target; ///< where it is
  const char* input;  ///< what it reads
};

constexpr Output kTable{"csv", "predict face.png --faces whole --csv place/t.csv", "place/t.csv", "face.png"};
constexpr Output kPicture{"picture", "predict face.png --faces whole --annotate place", "place/face.png", "face.png"};
constexpr Output kVideo{"video", "predict film.mp4 --annotate place", "place/film-annotated.mp4", "film.mp4"};
constexpr Output kWeights{"weights", "calibrate --model w.pth --data data --out place/o.pth", "place/o.pth", "w.pth"};
constexpr Output kReport{"report", "evaluate --data data --no-plots --no-embeddings --out place", "place/metrics.json",
                         "data/FER2013Valid/label.csv"};

struct Meeting {
  Output output;
  There there;
  Then then;
};

std::string nameOf(const testing::TestParamInfo<Meeting>& info) {
  constexpr const char* kNames[] = {"Nothing",     "Foreign", "Own",         "Folder",    "Fifo",    "Device",
                                    "LinkForeign", "LinkOwn", "LinkNowhere", "LinkInput", "NoFolder"};
  return std::string(info.param.output.name) + kNames[static_cast<int>(info.param.there)];
}

/// The inputs of all commands in a folder.
class OutputFolder {
protected:
  /// The inputs, and an earlier output of each command; made once.
  static void makeInputs() {
    s_made = std::make_unique<test::TempFolder>();
    const DemoPhoto photo = renderDemoPhoto(1);
    const cv::Mat picture(photo.height, photo.width, CV_8UC1, const_cast<std::uint8_t*>(photo.pixels.data()));
    savePng(picture, *s_made / "face.png");
    VideoWriter film(*s_made / "film.mp4", {10, {}});
    film.write(cv::Mat(64, 96, CV_8UC3, cv::Scalar::all(90)), 0);
    film.write(cv::Mat(64, 96, CV_8UC3, cv::Scalar::all(99)), 0.1);
    film.finish("");
    writeDemoData(*s_made / "data", {.trainImages = 2, .validImages = 6, .testImages = 2, .seed = 3});
    fs::create_symlink(test::sourceDir() / "resources/models/ferplus_b3.pth", *s_made / "w.pth");
  }

  void copyInputs() {
    for (const char* name : {"face.png", "film.mp4", "data", "w.pth"}) {
      fs::copy(*s_made / name, m_folder / name, fs::copy_options::recursive | fs::copy_options::copy_symlinks);
    }
  }

  [[nodiscard]] ShellResult run(const std::string& command) const {
    return shell("timeout 60 $CLI " + command, m_folder.path());
  }

  static inline const std::string kForeign = "the work of somebody else";
  static inline std::unique_ptr<test::TempFolder> s_made;
  test::TempFolder m_folder;
};

class Outputs : public OutputFolder, public testing::TestWithParam<Meeting> {
protected:
  static void SetUpTestSuite() { makeInputs(); }
  static void TearDownTestSuite() { s_made.reset(); }
  void SetUp() override { copyInputs(); }

  [[nodiscard]] fs::path target() const { return m_folder / GetParam().output.target; }

  /// False where this machine cannot have it.
  bool put(There there) {
    const fs::path place = target();
    if (there == There::NoFolder) {
      return true;
    }
    fs::create_directories(place.parent_path());
    switch (there) {
    case There::Foreign:
      m_folder.write(GetParam().output.target, kForeign);
      break;
    case There::Own:
      EXPECT_EQ(run(GetParam().output.command).status, 0);
      break;
    case There::Folder:
      m_folder.write(std::string(GetParam().output.target) + "/mine.txt", kForeign);
      break;
    case There::Fifo:
      return ::mkfifo(place.c_str(), 0600) == 0;
    case There::Device:
      return ::mknod(place.c_str(), S_IFCHR | 0600, makedev(1, 7)) == 0;
    case There::LinkForeign:
      fs::create_symlink(m_folder.write("elsewhere/real", kForeign), place);
      break;
    case There::LinkOwn:
      EXPECT_EQ(run(GetParam().output.command).status, 0);
      fs::create_directories(m_folder / "elsewhere");
      fs::rename(place, m_folder / "elsewhere/real");
      fs::create_symlink(m_folder / "elsewhere/real", place);
      break;
    case There::LinkNowhere:
      fs::create_directories(m_folder / "elsewhere");
      fs::create_symlink(m_folder / "elsewhere/real", place);
      break;
    case There::LinkInput:
      fs::create_symlink(m_folder / GetParam().output.input, place);
      break;
    default:
      break;
    }
    return true;
  }
};

fs::file_type typeOf(const fs::path& file) { return fs::symlink_status(file).type(); }

TEST_P(Outputs, MeetWhatIsThere) {
  const auto& [output, there, then] = GetParam();
  if (!put(there)) {
    GTEST_SKIP() << "only root can make a device";
  }
  const fs::file_type before = typeOf(target());
  const bool readable = fs::is_regular_file(target());
  const std::string old = readable ? readFile(target()) : std::string();
  const std::string input = readFile(m_folder / output.input);
  const ShellResult result = then == Then::Through
                                 ? shell(std::string("cat '") + output.target + "' > got & timeout 60 $CLI " +
                                             output.command + "; s=$?; wait; exit $s",
                                         m_folder.path())
                                 : run(output.command);
  EXPECT_EQ(result.status, then == Then::Refused ? 2 : then == Then::Failed ? 1 : 0) << result.err;
  if (then == Then::Refused || then == Then::Failed) {
    const std::string name = target().filename().string();
    EXPECT_NE(result.err.find(name), std::string::npos) << result.err;
    EXPECT_EQ(result.err.find("internal"), std::string::npos) << result.err;
  }
  if (there != There::Nothing && there != There::NoFolder) {
    EXPECT_EQ(typeOf(target()), before) << "it was renamed over";
  }
  EXPECT_EQ(readFile(m_folder / output.input), input) << "what was read was written over";
  if (then == Then::Refused || then == Then::Elsewhere) {
    EXPECT_EQ(readable ? readFile(target()) : std::string(), old);
  }
  if (there == There::Folder) {
    EXPECT_EQ(readFile(target() / "mine.txt"), kForeign);
  }
  const fs::path written = then == Then::Through ? m_folder / "got" : target();
  if (then == Then::Written || then == Then::Through) {
    const bool weights = std::string(output.name) == "weights";
    const bool ours = weights ? fs::file_size(written) > 1'000'000 : readOutputMark(written).has_value();
    EXPECT_TRUE(ours) << written;
  }
  if (then == Then::Elsewhere) {
    int copies = 0;
    for (const auto& entry : fs::directory_iterator(target().parent_path())) {
      copies += entry.is_regular_file() && entry.path() != target() && isAnnotatedCopy(entry.path()) ? 1 : 0;
    }
    EXPECT_EQ(copies, 1);
  }
}

INSTANTIATE_TEST_SUITE_P(
    Cli, Outputs,
    testing::Values(
        Meeting{kTable, There::Nothing, Then::Written}, Meeting{kTable, There::Foreign, Then::Refused},
        Meeting{kTable, There::Own, Then::Written}, Meeting{kTable, There::Folder, Then::Refused},
        Meeting{kTable, There::Fifo, Then::Through}, Meeting{kTable, There::Device, Then::Failed},
        Meeting{kTable, There::LinkForeign, Then::Refused}, Meeting{kTable, There::LinkOwn, Then::Written},
        Meeting{kTable, There::LinkNowhere, Then::Written}, Meeting{kTable, There::LinkInput, Then::Refused},
        Meeting{kTable, There::NoFolder, Then::Refused}, //
        Meeting{kPicture, There::Foreign, Then::Refused}, Meeting{kPicture, There::Own, Then::Written},
        Meeting{kPicture, There::Folder, Then::Elsewhere}, Meeting{kPicture, There::Fifo, Then::Elsewhere},
        Meeting{kPicture, There::Device, Then::Elsewhere}, Meeting{kPicture, There::LinkForeign, Then::Refused},
        Meeting{kPicture, There::LinkOwn, Then::Written}, Meeting{kPicture, There::LinkNowhere, Then::Written},
        Meeting{kPicture, There::LinkInput, Then::Elsewhere}, Meeting{kPicture, There::NoFolder, Then::Written}, //
        Meeting{kVideo, There::Foreign, Then::Refused}, Meeting{kVideo, There::Own, Then::Written},
        Meeting{kVideo, There::Folder, Then::Elsewhere}, Meeting{kVideo, There::Fifo, Then::Elsewhere},
        Meeting{kVideo, There::Device, Then::Elsewhere}, Meeting{kVideo, There::LinkForeign, Then::Refused},
        Meeting{kVideo, There::LinkOwn, Then::Written}, Meeting{kVideo, There::LinkNowhere, Then::Written},
        Meeting{kVideo, There::LinkInput, Then::Elsewhere}, Meeting{kVideo, There::NoFolder, Then::Written}, //
        // Nobody wants to lose weights by a slip, Mien's own neither.
        Meeting{kWeights, There::Foreign, Then::Refused}, Meeting{kWeights, There::Own, Then::Refused},
        Meeting{kWeights, There::Folder, Then::Refused}, Meeting{kWeights, There::Fifo, Then::Through},
        Meeting{kWeights, There::Device, Then::Failed}, Meeting{kWeights, There::LinkForeign, Then::Refused},
        Meeting{kWeights, There::LinkOwn, Then::Refused}, Meeting{kWeights, There::LinkNowhere, Then::Written},
        Meeting{kWeights, There::NoFolder, Then::Refused}, //
        Meeting{kReport, There::Foreign, Then::Refused}, Meeting{kReport, There::Own, Then::Written},
        Meeting{kReport, There::Folder, Then::Refused}, Meeting{kReport, There::Fifo, Then::Through},
        Meeting{kReport, There::Device, Then::Failed}, Meeting{kReport, There::LinkForeign, Then::Refused},
        Meeting{kReport, There::LinkOwn, Then::Written}, Meeting{kReport, There::LinkNowhere, Then::Written},
        Meeting{kReport, There::LinkInput, Then::Refused}, Meeting{kReport, There::NoFolder, Then::Written}),
    nameOf);

class MoreOutputs : public OutputFolder, public testing::Test {
protected:
  static void SetUpTestSuite() { makeInputs(); }
  static void TearDownTestSuite() { s_made.reset(); }
  void SetUp() override { copyInputs(); }
};

TEST_F(MoreOutputs, OfOneCommandDoNotReplaceEachOther) {
  ASSERT_EQ(run("predict face.png --faces whole --annotate out --csv out/face.png").status, 0);
  EXPECT_EQ(readFile(m_folder / "out/face.png").substr(0, 10), "file,face,");
  EXPECT_TRUE(isAnnotatedCopy(m_folder / "out/face-2.png"));
  ASSERT_EQ(run("predict film.mp4 --annotate films --csv films/film-annotated.mp4").status, 0);
  EXPECT_EQ(readFile(m_folder / "films/film-annotated.mp4").substr(0, 11), "file,frame,");
  EXPECT_TRUE(isAnnotatedCopy(m_folder / "films/film-2-annotated.mp4"));
}

TEST_F(MoreOutputs, AHalfDownloadBesideTheTableStays) {
  m_folder.write("t.csv.part", "half of what a browser gets");
  const ShellResult result = run("predict face.png --faces whole --csv t.csv --force");
  EXPECT_EQ(result.status, 2);
  EXPECT_NE(result.err.find("t.csv.part"), std::string::npos) << result.err;
  EXPECT_EQ(readFile(m_folder / "t.csv.part"), "half of what a browser gets");
  EXPECT_FALSE(fs::exists(m_folder / "t.csv"));
}

TEST_F(MoreOutputs, WeightsThatAreReadAreNoTable) {
  fs::remove(m_folder / "w.pth");
  fs::copy_file(test::sourceDir() / "resources/models/ferplus_b3.pth", m_folder / "w.pth");
  const auto size = fs::file_size(m_folder / "w.pth");
  const ShellResult result = run("predict w.pth face.png --faces whole --csv w.pth --force");
  EXPECT_EQ(result.status, 2) << result.err;
  EXPECT_EQ(fs::file_size(m_folder / "w.pth"), size);
}

TEST_F(MoreOutputs, AReportNeedsAFolder) {
  m_folder.write("report", "mine");
  const ShellResult result = run("evaluate --data data --out report");
  EXPECT_EQ(result.status, 2);
  EXPECT_NE(result.err.find("'report' is not a folder"), std::string::npos) << result.err;
  EXPECT_EQ(readFile(m_folder / "report"), "mine");
}

} // namespace
} // namespace mien
