#include "tests/support/drawn_pixels.h"
#include "tests/support/painted_texts.h"
#include "ui/look/theme.h"
#include "ui/widgets/dialogs/replace_question.h"
#include "ui/widgets/elided_label.h"
#include "ui/widgets/panels/empty_state_panel.h"
#include "ui/widgets/panels/message_banner.h"
#include "ui/widgets/panels/metric_tile.h"

#include <QApplication>
#include <QClipboard>
#include <QLabel>
#include <QMessageBox>
#include <QPushButton>

#include <gtest/gtest.h>

#include <memory>

namespace mien::ui::test {
namespace {

QStringList texts(const QWidget& widget) {
  QStringList found;
  for (const QLabel* label : widget.findChildren<QLabel*>()) {
    found << label->text();
  }
  return found;
}

TEST(MetricTile, HasItsFigureOverItsCaption) {
  MetricTile tile("Images");
  EXPECT_EQ(texts(tile), (QStringList{"–", "Images"}));
  tile.setFigure("35,710", "All of them.");
  EXPECT_EQ(texts(tile), (QStringList{"35,710", "Images"}));
  EXPECT_EQ(tile.figure(), "35,710");
  EXPECT_EQ(tile.accessibleName(), "Images: 35,710");
  EXPECT_EQ(tile.toolTip(), "All of them.");
}

TEST(MessageBanner, IsInTheColourOfItsKind) {
  const ThemeColors& theme = Theme::instance().colors();
  MessageBanner banner;
  banner.resize(500, 90);
  for (const auto& [kind, color] :
       {std::pair(MessageBanner::Kind::Info, theme.accent), std::pair(MessageBanner::Kind::Warning, theme.warning),
        std::pair(MessageBanner::Kind::Error, theme.danger)}) {
    banner.showMessage(kind, "Title", "Details");
    const QImage image = mien::test::drawn(banner);
    for (const QColor& other : {theme.accent, theme.warning, theme.danger}) {
      EXPECT_EQ(mien::test::boxOfColor(image, other).isNull(), other != color)
          << static_cast<int>(kind) << " " << other.name().toStdString();
    }
  }
}

TEST(MessageBanner, CopiesBothTexts) {
  MessageBanner banner;
  banner.showMessage(MessageBanner::Kind::Error, "What happened.", "What to do.");
  EXPECT_EQ(banner.title(), "What happened.");
  EXPECT_EQ(banner.details(), "What to do.");
  EXPECT_EQ(banner.accessibleName(), "What happened.");
  EXPECT_FALSE(banner.isHidden());
  banner.findChild<QPushButton*>()->click();
  EXPECT_EQ(QApplication::clipboard()->text(), "What happened.\nWhat to do.");
  banner.clear();
  EXPECT_TRUE(banner.isHidden());
  EXPECT_EQ(banner.title(), "");
}

TEST(ElidedLabel, LeavesOutTheMiddle) {
  ElidedLabel label;
  label.setText("beginning and a long middle and the end");
  label.resize(label.fontMetrics().horizontalAdvance(QStringLiteral("beginning … the end")), 20);
  const auto painted = mien::test::paintedTexts(label);
  QString shown;
  for (const auto& text : painted) { // the dots may come from another font
    shown += text.text;
  }
  EXPECT_TRUE(shown.startsWith("begin")) << shown.toStdString();
  EXPECT_TRUE(shown.endsWith("end")) << shown.toStdString();
  EXPECT_LT(shown.size(), 25);
  label.resize(1000, 20);
  EXPECT_EQ(mien::test::onlyTexts(mien::test::paintedTexts(label)).join(""), "beginning and a long middle and the end");
}

TEST(EmptyStatePanel, OffersWhatCanBeDone) {
  EmptyStatePanel panel;
  int first = 0;
  int second = 0;
  panel.showState("data", "Nothing here", "Open something.",
                  {{"open", "One", [&first] { ++first; }}, {"folder", "Two", [&second] { ++second; }}});
  EXPECT_EQ(panel.title(), "Nothing here");
  const auto buttons = panel.findChildren<QPushButton*>();
  ASSERT_EQ(buttons.size(), 2);
  for (QPushButton* button : buttons) {
    if (button->text() == "Two") {
      button->click();
    }
  }
  EXPECT_EQ(first, 0);
  EXPECT_EQ(second, 1);
}

TEST(ReplaceQuestion, NamesTheFirstFilesAndCountsTheRest) {
  QWidget parent;
  int replaced = 0;
  std::vector<std::filesystem::path> files;
  for (int i = 1; i <= 11; ++i) {
    files.push_back("/out/" + std::to_string(i) + ".png");
  }
  QMessageBox* question = askToReplace(
      files, [&replaced] { ++replaced; }, &parent);
  EXPECT_EQ(question->text(), "Replace 11 files there that Mien did not write?");
  EXPECT_EQ(question->informativeText(), "/out/1.png\n/out/2.png\n/out/3.png\n/out/4.png\n/out/5.png\n/out/6.png\n"
                                         "/out/7.png\n/out/8.png\nand 3 more");
  question->reject();
  EXPECT_EQ(replaced, 0);
  question = askToReplace(
      {"/out/1.png"}, [&replaced] { ++replaced; }, &parent);
  EXPECT_EQ(question->text(), "Replace 1 file there that Mien did not write?");
  EXPECT_EQ(question->informativeText(), "/out/1.png");
  for (QAbstractButton* button : question->buttons()) {
    if (question->buttonRole(button) == QMessageBox::AcceptRole) {
      button->click();
      break;
    }
  }
  EXPECT_EQ(replaced, 1);
  QMessageBox* report = askToReplaceReport(
      "/out", "of run-1 on faces", [] {}, &parent);
  EXPECT_EQ(report->informativeText(), "/out\nof run-1 on faces");
}

} // namespace
} // namespace mien::ui::test
