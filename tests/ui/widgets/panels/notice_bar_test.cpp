#include "ui/widgets/panels/notice_bar.h"

#include <QPushButton>
#include <QSignalSpy>

#include <gtest/gtest.h>

namespace mien::ui {
namespace {

TEST(NoticeBar, IsThereWhileItHasSomethingToSay) {
  QWidget page;
  auto* bar = new NoticeBar(&page);
  EXPECT_FALSE(bar->isVisibleTo(&page));
  bar->showNotice(QStringLiteral("No data set is open."), QStringLiteral("Open one."));
  EXPECT_TRUE(bar->isVisibleTo(&page));
  EXPECT_EQ(bar->title(), QStringLiteral("No data set is open."));
  EXPECT_EQ(bar->text(), QStringLiteral("Open one."));
  EXPECT_EQ(bar->accessibleName(), bar->title());
  EXPECT_EQ(bar->accessibleDescription(), bar->text());
  bar->clear();
  EXPECT_FALSE(bar->isVisibleTo(&page));
  EXPECT_TRUE(bar->title().isEmpty());
}

TEST(NoticeBar, ItsButtonsStandInTheOrderTheyCameIn) {
  NoticeBar bar;
  const QPushButton* open = bar.addButton("open", QStringLiteral("Open"), QStringLiteral("Opens it"));
  QPushButton* later = bar.addButton(nullptr, QStringLiteral("Later"));
  const QSignalSpy clicked(later, &QPushButton::clicked);
  bar.showNotice(QStringLiteral("Something waits."));
  bar.resize(600, 60);
  bar.show();
  EXPECT_LT(open->geometry().right(), later->geometry().left());
  EXPECT_EQ(open->toolTip(), QStringLiteral("Opens it"));
  EXPECT_FALSE(open->icon().isNull());
  EXPECT_TRUE(later->icon().isNull());
  later->click();
  EXPECT_EQ(clicked.size(), 1);
}

} // namespace
} // namespace mien::ui
