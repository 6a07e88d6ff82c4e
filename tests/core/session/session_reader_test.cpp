#include "core/session/session_reader.h"

#include "core/common/error.h"
#include "core/common/text/csv_text.h"
#include "core/session/prediction_table.h"
#include "core/session/session_table.h"
#include "tests/support/made_faces.h"
#include "tests/support/temp_folder.h"

#include <gtest/gtest.h>

namespace mien {
namespace {

using test::madeFace;
using test::madeResult;

const std::vector<std::string> kLabels{"calm", "odd, \"label\""};

std::vector<FrameResult> recorded() {
  return {madeResult(0, 0, {madeFace(1, FaceState::Found, 0.75F, 0.25F), madeFace(2, FaceState::Tracked, 0.25F, 0.5F)}),
          madeResult(3, 0.1, {}), madeResult(4, 0.133333, {madeFace(1, FaceState::Held, 0.75F, 0)})};
}

void expectRecorded(const RecordedSession& session) {
  EXPECT_EQ(session.labels, kLabels);
  ASSERT_EQ(session.results.size(), 3U);
  ASSERT_EQ(session.results[0].faces.size(), 2U);
  EXPECT_TRUE(session.results[1].faces.empty());
  ASSERT_EQ(session.results[2].faces.size(), 1U);
  EXPECT_EQ(session.results[1].frame, 3U);
  EXPECT_DOUBLE_EQ(session.results[2].seconds, 0.133333);
  const FaceResult& found = session.results[0].faces[0];
  EXPECT_EQ(found.id, 1);
  EXPECT_EQ(found.state, FaceState::Found);
  EXPECT_FLOAT_EQ(found.score, 0.75F);
  EXPECT_EQ(found.box, cv::Rect2f(10.5F, 20, 100, 120));
  EXPECT_EQ(found.label, 0);
  EXPECT_EQ(found.probabilities, (std::vector<float>{0.75F, 0.25F}));
  EXPECT_EQ(found.rawProbabilities, (std::vector<float>{0.25F, 0.75F}));
  EXPECT_EQ(session.results[0].faces[1].state, FaceState::Tracked);
  EXPECT_EQ(session.results[0].faces[1].label, 1);
  EXPECT_EQ(session.results[2].faces[0].state, FaceState::Held);
  EXPECT_EQ(session.results[2].faces[0].probabilities, (std::vector<float>{0.75F, 0.25F}));
  EXPECT_TRUE(session.results[2].faces[0].rawProbabilities.empty());
}

TEST(SessionReader, ReadsWhatTheTableHas) {
  const test::TempFolder folder;
  std::string text = sessionHeader(kLabels);
  for (const FrameResult& result : recorded()) {
    text += sessionRows(result.frame, result.seconds, result.faces, kLabels);
  }
  expectRecorded(readSession(folder.write("a.csv", text)));
  std::string windows;
  for (const char letter : text) {
    windows += letter == '\n' ? "\r\n" : std::string(1, letter);
  }
  expectRecorded(readSession(folder.write("b.csv", windows)));
  expectRecorded(readSession(folder.write("c.csv", std::string(kByteOrderMark) + linesForSpreadsheets(text))));
}

TEST(SessionReader, ReadsTheTableOfPredict) {
  const test::TempFolder folder;
  for (const auto threshold : {std::optional<double>(), std::optional(0.5)}) {
    const PredictionTable table(kLabels, threshold);
    std::string text = table.header();
    for (const FrameResult& result : recorded()) {
      text += table.frameRows("odd,\n\"name\".mp4", result);
    }
    expectRecorded(readSession(folder.write("a.csv", text + table.errorRow("odd,\n\"name\".mp4", "The disk, full"))));
    const std::string two = text + table.frameRows("another.mp4", madeResult(0, 9, {}));
    EXPECT_THROW((void)readSession(folder.write("two.csv", two)), Error);
    EXPECT_THROW((void)readSession(folder.write("picture.csv", table.header() + table.pictureRows("a.png", {}))),
                 Error);
  }
}

TEST(SessionReader, ReadsTablesOfEarlierVersions) {
  const test::TempFolder folder;
  const RecordedSession session = readSession(folder.write("session.csv", "time,face,x,y,width,height,calm,angry\n"
                                                                          "0.000,1,10.5,20.0,100.0,120.0,0.25,0.75\n"
                                                                          "0.000,2,1,2,3,4,0.5,0.5\n"
                                                                          "0.500\n"
                                                                          "1.000,1,1,2,3,4,0.5,0.5\n"
                                                                          "1.500,1,1,2,3"));
  EXPECT_EQ(session.labels, (std::vector<std::string>{"calm", "angry"}));
  ASSERT_EQ(session.results.size(), 3U) << "the last line was cut off";
  EXPECT_EQ(session.results[0].faces.size(), 2U);
  EXPECT_TRUE(session.results[1].faces.empty());
  EXPECT_EQ(session.results[2].frame, 2U);
  const FaceResult& face = session.results[0].faces.at(0);
  EXPECT_EQ(face.state, FaceState::Found);
  EXPECT_EQ(face.label, 1);
  EXPECT_EQ(face.rawProbabilities, face.probabilities);
}

TEST(SessionReader, RefusesWhatIsNoTableOfOurs) {
  const test::TempFolder folder;
  const std::string start = "frame,time,face,state,score,x,y,width,height,label,a,b,a_raw,b_raw\n";
  const auto refused = [&](const std::string& text) {
    try {
      (void)readSession(folder.write("x.csv", text));
    } catch (const Error& error) {
      return error.kind() == ErrorKind::BadData;
    }
    return false;
  };
  EXPECT_FALSE(refused(start + "0,0,1,found,1,1,2,3,4,a,1,0,1,0\n"));
  EXPECT_TRUE(refused("frame,time,face,state,score,x,y,width,height,label,a,b,a_raw\n"));
  EXPECT_TRUE(refused("frame,time,face,state,score,x,y,width,height,label,a,b,b_raw,a_raw\n"));
  EXPECT_TRUE(refused("frame,time,face\n"));
  EXPECT_TRUE(refused(start + "0,0,1,gone,1,1,2,3,4,a,1,0,1,0\n"));
  EXPECT_TRUE(refused(start + "0,0,1,found,1,1,2,3,4,c,1,0,1,0\n"));
  EXPECT_TRUE(refused(start + "0,0,1,found,1,1,2,3,4,a,1,0,1,\n")) << "only held rows lack what was seen";
  EXPECT_TRUE(refused(start + "0,0,0,found,1,1,2,3,4,a,1,0,1,0\n"));
  EXPECT_TRUE(refused(start + "0,0\n")) << "short rows are of earlier tables";
  EXPECT_TRUE(refused(start + ",0,,,,,,,,,,,,\n"));
  EXPECT_TRUE(refused(start + "0,1,,,,,,,,,,,,\n1,0.5,,,,,,,,,,,,\n"));
  EXPECT_TRUE(refused(""));
}

} // namespace
} // namespace mien
