// Names and figures that several pages show.
#include "core/data/emotion.h"
#include "core/model/model_info.h"
#include "ui/text/class_label.h"
#include "ui/text/emotion_name.h"
#include "ui/text/label_policies.h"
#include "ui/text/model_title.h"
#include "ui/text/note_text.h"
#include "ui/text/path_text.h"
#include "ui/text/video_patterns.h"
#include "ui/text/weights_filter.h"

#include <gtest/gtest.h>

#include <array>
#include <map>
#include <set>

namespace mien::ui {
namespace {

TEST(EmotionName, IsThatOfItsLabel) {
  const std::map<std::string, QString> names{
      {"neutral", "Neutral"}, {"happiness", "Happiness"}, {"surprise", "Surprise"}, {"sadness", "Sadness"},
      {"anger", "Anger"},     {"disgust", "Disgust"},     {"fear", "Fear"},         {"contempt", "Contempt"},
      {"unknown", "Unknown"}, {"NF", "Not a face"},       {"bored", "bored"}};
  for (const auto& [label, name] : names) {
    EXPECT_EQ(emotionName(label), name);
  }
}

TEST(ClassLabels, HaveTheColoursOfTheirEmotionsInTheOrderOfTheModel) {
  ModelInfo model;
  model.labels = {"fear", "bored", "neutral", "contempt"};
  const auto labels = classLabels(model);
  ASSERT_EQ(labels.size(), 4U);
  const std::array<std::pair<const char*, int>, 4> expected{
      {{"Fear", 6}, {"bored", -1}, {"Neutral", 0}, {"Contempt", 7}}};
  for (std::size_t i = 0; i < 4; ++i) {
    EXPECT_EQ(labels[i].name, expected.at(i).first);
    EXPECT_EQ(labels[i].emotion, expected.at(i).second) << expected.at(i).first;
  }
}

TEST(LabelPolicies, HaveNamesAndHelpOfTheirOwn) {
  EXPECT_EQ(policyName(LabelPolicy::Majority), "Majority");
  EXPECT_EQ(policyName(LabelPolicy::Soft), "Vote shares");
  EXPECT_EQ(policyName(LabelPolicy::Sampled), "Drawn from the votes");
  EXPECT_EQ(policyName(LabelPolicy::MultiTarget), "Several right");
  EXPECT_TRUE(policyHelp(LabelPolicy::Majority).contains("more than half"));
  EXPECT_TRUE(policyHelp(LabelPolicy::Soft).contains("distribution of the votes over"));
  EXPECT_TRUE(policyHelp(LabelPolicy::Sampled).contains("one emotion is drawn"));
  EXPECT_TRUE(policyHelp(LabelPolicy::MultiTarget).contains("30 %"));
  EXPECT_EQ(splitTitle(static_cast<int>(Split::Train)), "Training");
  EXPECT_EQ(splitTitle(static_cast<int>(Split::Valid)), "Validation");
  EXPECT_EQ(splitTitle(static_cast<int>(Split::Test)), "Test");
}

TEST(ModelTitle, IsTheRunOrTheFile) {
  EXPECT_EQ(modelTitle("/saved/tuesday/model_best.pth"), "tuesday");
  EXPECT_EQ(modelTitle("/saved/tuesday/final_model.pth"), "tuesday");
  EXPECT_EQ(modelTitle("/downloads/theirs.pth"), "theirs.pth");
}

TEST(NoteTexts, SayWhatIsTheMatterALineEach) {
  using Kind = PictureNote::Kind;
  const std::array<PictureNote, 3> notes{{{Kind::FirstPage, 5}, {Kind::CutShort, 0}, {Kind::FirstFrame, 12}}};
  const QStringList lines = noteTexts(notes).split('\n');
  ASSERT_EQ(lines.size(), 3);
  EXPECT_EQ(lines[0], "The first of 5 pictures in the file is shown.");
  EXPECT_TRUE(lines[1].startsWith("The file lacks its last bytes."));
  EXPECT_EQ(lines[2], "The first of 12 frames of the animation is shown.");
  std::set<QString> all;
  for (const Kind kind :
       {Kind::CutShort, Kind::Damaged, Kind::FirstFrame, Kind::FirstPage, Kind::NearlyBlack, Kind::WhollyTransparent}) {
    const std::array<PictureNote, 1> one{{{kind, 2}}};
    EXPECT_FALSE(noteTexts(one).isEmpty());
    all.insert(noteTexts(one));
  }
  EXPECT_EQ(all.size(), 6U);
  const std::array<PictureNote, 1> black{{{Kind::NearlyBlack, 0}}};
  EXPECT_TRUE(noteTexts(black).contains("nearly black"));
  const std::array<PictureNote, 1> transparent{{{Kind::WhollyTransparent, 0}}};
  EXPECT_TRUE(noteTexts(transparent).contains("transparent"));
}

TEST(FilePatterns, NameTheSuffixes) {
  const QStringList patterns = videoPatterns().split(' ');
  for (const char* suffix : {"*.mp4", "*.avi", "*.mkv"}) {
    EXPECT_TRUE(patterns.contains(suffix)) << suffix;
  }
  const QString filter = weightsFilter();
  EXPECT_TRUE(filter.startsWith("Weights (*.")) << filter.toStdString();
  EXPECT_TRUE(filter.contains("*.pth"));
  EXPECT_TRUE(filter.contains("*.safetensors"));
  EXPECT_TRUE(filter.endsWith(";;All files (*)"));
}

TEST(PathText, ShowsEveryByteOfAName) {
  EXPECT_EQ(pathText(std::filesystem::path("/a/b c.png")), "/a/b c.png");
  EXPECT_FALSE(pathText(std::filesystem::path("a\nb.png")).contains('\n'));
}

} // namespace
} // namespace mien::ui
