#include "tests/ui/window/window_fixture.h"

#include <QMessageBox>
#include <QPushButton>
#include <QTest>

namespace mien::ui::test {

namespace {

class CloseTest : public WindowFixture {
protected:
  QMessageBox* question() const {
    const auto found = m_window->findChildren<QMessageBox*>();
    return found.isEmpty() ? nullptr : found.first();
  }

  static void answer(QMessageBox& box, QMessageBox::ButtonRole role) {
    for (auto* button : box.buttons()) {
      if (box.buttonRole(button) == role) {
        button->click();
        return;
      }
    }
  }
};

TEST_F(CloseTest, ClosesAtOnceWhenNothingRuns) {
  EXPECT_TRUE(m_window->close());
  EXPECT_EQ(question(), nullptr);
}

TEST_F(CloseTest, AsksWhileSomethingRunsAndStaysOpen) {
  int stopped = 0;
  m_workspace->setActivity("Training", 0.5, [&] { ++stopped; });
  EXPECT_FALSE(m_window->close());
  EXPECT_FALSE(m_window->close()); // asked once only
  ASSERT_EQ(m_window->findChildren<QMessageBox*>().size(), 1);
  answer(*question(), QMessageBox::RejectRole);
  EXPECT_TRUE(waitFor([this] { return question() == nullptr; }));
  EXPECT_EQ(stopped, 0);
  EXPECT_TRUE(m_window->isVisible());
  EXPECT_FALSE(m_window->close());
  EXPECT_NE(question(), nullptr);
}

TEST_F(CloseTest, SaysWhatIsKeptOfWhatRuns) {
  const int other = 0;
  m_workspace->setActivity(
      "Training", 0.5, [] {}, nullptr, "It can be resumed.");
  m_workspace->setActivity(
      "Drawing", -1, [] {}, &other);
  EXPECT_FALSE(m_window->close());
  EXPECT_EQ(question()->informativeText(), "Training\nIt can be resumed.\nDrawing");
}

TEST_F(CloseTest, StopsWhatRunsAndClosesWhenThatHasEnded) {
  int stopped = 0;
  const int other = 0;
  m_workspace->setActivity("Training", 0.5, [&] { ++stopped; });
  m_workspace->setActivity("Drawing", -1, {}, &other); // cannot be stopped
  EXPECT_FALSE(m_window->close());
  answer(*question(), QMessageBox::AcceptRole);
  EXPECT_EQ(stopped, 1);
  EXPECT_TRUE(m_window->isVisible());
  m_workspace->clearActivity();
  QTest::qWait(50);
  EXPECT_TRUE(m_window->isVisible());
  m_workspace->clearActivity(&other);
  EXPECT_TRUE(waitFor([this] { return !m_window->isVisible(); }));
}

TEST_F(CloseTest, ReadingADataSetIsStopped) {
  m_window->openDataset(demoFolder());
  if (!m_window->close()) {
    answer(*question(), QMessageBox::AcceptRole);
  }
  EXPECT_TRUE(waitFor([this] { return !m_window->isVisible(); }));
}

} // namespace

} // namespace mien::ui::test
