#include "ui/window/model_notice.h"

#include "core/model/weights_file.h"
#include "core/weights/stored_weights.h"
#include "tests/support/temp_folder.h"
#include "tests/ui/window/window_fixture.h"
#include "ui/text/qt_strings.h"
#include "ui/window/dialogs/describe_model_dialog.h"
#include "ui/workspace/stored_hints.h"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <QComboBox>
#include <QDialogButtonBox>
#include <QLineEdit>
#include <QPushButton>
#include <QSettings>
#include <QSignalSpy>
#include <QTest>

namespace mien::ui::test {
namespace {

/// A head of seven outputs, as another program would save it, with or without Mien's description.
QString weightsFile(const mien::test::TempFolder& folder, const char* name, bool described) {
  const auto array = [](const char* tensor, std::vector<std::int64_t> shape, std::size_t count) {
    return NamedArray{tensor, DType::Float32, std::move(shape), std::vector<std::byte>(count * sizeof(float))};
  };
  const StateDict state{array("classifier.1.weight", {7, 2}, 14), array("classifier.1.bias", {7}, 7)};
  if (described) {
    ModelInfo info;
    info.labels = {"neutral", "happiness", "surprise", "sadness", "anger", "disgust", "fear"};
    saveWeights(folder / name, state, info);
  } else {
    writeStoredWeights(folder / name, state, nlohmann::json::object());
  }
  return toQt(folder / name);
}

class ModelNoticeTest : public testing::Test {
protected:
  void SetUp() override {
    QSettings::setPath(QSettings::NativeFormat, QSettings::UserScope, toQt(m_folder.path() / "settings"));
    QSettings().clear();
  }

  mien::test::TempFolder m_folder;
  ModelNotice m_notice;
};

TEST_F(ModelNoticeTest, SaysWhatWasAssumedUntilTheUserSaysIt) {
  const QString file = weightsFile(m_folder, "theirs.pth", false);
  m_notice.setModel(file);
  ASSERT_TRUE(waitFor([this] { return !m_notice.title().isEmpty(); }));
  EXPECT_TRUE(m_notice.title().contains("theirs.pth")) << m_notice.title().toStdString();
  EXPECT_TRUE(m_notice.details().contains("Neutral, Happiness, Surprise")) << m_notice.details().toStdString();
  EXPECT_TRUE(m_notice.details().contains("48 px"));

  QPushButton* describe = nullptr;
  for (QPushButton* button : m_notice.findChildren<QPushButton*>()) {
    describe = button->text().contains("Describe") ? button : describe;
  }
  ASSERT_NE(describe, nullptr);
  describe->click();
  auto* dialog = m_notice.findChild<DescribeModelDialog*>();
  ASSERT_NE(dialog, nullptr);
  dialog->findChild<QLineEdit*>()->setText("angry, disgust, fear, happy, neutral, sad, surprise");
  QSignalSpy described(&m_notice, &ModelNotice::described);
  dialog->accept();
  EXPECT_EQ(described.size(), 1);
  EXPECT_EQ(storedHints(file).labels.front(), "anger");
  EXPECT_EQ(storedHints(file).inputSize, 48);

  m_notice.setModel(file);
  QTest::qWait(300);
  EXPECT_TRUE(m_notice.title().isEmpty()) << "nothing is assumed any more";
}

TEST_F(ModelNoticeTest, IsSilentAboutAModelThatSaysAllOfItself) {
  m_notice.setModel(weightsFile(m_folder, "ours.pth", true));
  QTest::qWait(300);
  EXPECT_TRUE(m_notice.title().isEmpty());
}

TEST_F(ModelNoticeTest, AFileThatWasWrittenAgainIsDescribedAnew) {
  const QString file = weightsFile(m_folder, "theirs.pth", false);
  ModelHints hints;
  hints.inputSize = 96;
  storeHints(file, hints);
  EXPECT_EQ(storedHints(file), hints);
  m_folder.write("theirs.pth", "another one");
  EXPECT_TRUE(storedHints(file).empty());
}

TEST(DescribeModelDialogTest, RefusesLabelsThatDoNotFit) {
  ModelInfo info;
  info.labels = {"neutral", "happiness", "surprise", "sadness", "anger", "disgust", "fear"};
  DescribeModelDialog dialog("x.pth", info);
  const QPushButton* ok = dialog.findChild<QDialogButtonBox*>()->button(QDialogButtonBox::Ok);
  auto* labels = dialog.findChild<QLineEdit*>();
  EXPECT_TRUE(ok->isEnabled());
  for (const char* bad : {"", "happy, sad", "cat, happiness, surprise, sadness, anger, disgust, fear",
                          "neutral, happiness, surprise, sadness, anger, disgust, fear, contempt"}) {
    labels->setText(bad);
    EXPECT_FALSE(ok->isEnabled()) << bad;
  }
  auto* orders = dialog.findChild<QComboBox*>();
  orders->setCurrentIndex(1);
  emit orders->activated(1);
  EXPECT_TRUE(ok->isEnabled());
  EXPECT_EQ(dialog.hints().labels.front(), "anger");
  EXPECT_EQ(dialog.hints().labels.back(), "neutral") << "Kaggle's order";
}

} // namespace
} // namespace mien::ui::test
