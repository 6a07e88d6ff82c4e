#include "tests/support/made_evaluation.h"
#include "tests/ui/window/window_fixture.h"
#include "ui/data/data_page.h"
#include "ui/evaluate/evaluate_page.h"

#include <QAbstractButton>
#include <QAccessible>
#include <QApplication>
#include <QGroupBox>
#include <QLabel>
#include <QListView>
#include <QMenuBar>
#include <QSet>
#include <QTabWidget>
#include <QTest>

#include <algorithm>
#include <map>

namespace mien::ui::test {

namespace {

constexpr MainWindow::Page kPages[] = {MainWindow::Data, MainWindow::Train, MainWindow::Evaluate, MainWindow::Predict,
                                       MainWindow::Live};

QString describe(const QWidget& widget) {
  QStringList path;
  for (const QWidget* one = &widget; one != nullptr; one = one->parentWidget()) {
    path.prepend(QLatin1String(one->metaObject()->className()));
  }
  return path.join(QLatin1String(" > "));
}

/// Letter to the texts that claim it.
using Mnemonics = std::map<QString, QStringList>;

void note(Mnemonics& mnemonics, const QString& text) {
  const QKeySequence keys = QKeySequence::mnemonic(text);
  if (!keys.isEmpty()) {
    mnemonics[keys.toString()].append(text);
  }
}

Mnemonics mnemonicsOn(const QWidget& window, const QMenuBar& menus) {
  Mnemonics found;
  for (const QAction* menu : menus.actions()) {
    note(found, menu->text());
  }
  for (const QWidget* widget : window.findChildren<QWidget*>()) {
    if (!widget->isVisible() || !widget->isEnabled()) {
      continue;
    }
    if (const auto* button = qobject_cast<const QAbstractButton*>(widget)) {
      note(found, button->text());
    } else if (const auto* label = qobject_cast<const QLabel*>(widget); label != nullptr && label->buddy() != nullptr) {
      note(found, label->text());
    } else if (const auto* group = qobject_cast<const QGroupBox*>(widget)) {
      note(found, group->title());
    } else if (const auto* tabs = qobject_cast<const QTabWidget*>(widget)) {
      for (int i = 0; i < tabs->count(); ++i) {
        note(found, tabs->tabText(i));
      }
    }
  }
  return found;
}

class KeyboardTest : public WindowFixture {
protected:
  /// Fills the pages that show something only when there is something.
  void fill() {
    ASSERT_TRUE(openDemoData());
    QListView& grid = *m_window->dataPage().findChild<QListView*>(QStringLiteral("imageGrid"));
    grid.setCurrentIndex(grid.model()->index(0, 0));
    const auto result = std::make_shared<const EvaluationResult>(mien::test::madeEvaluation(200, 1));
    m_window->findChild<EvaluatePage*>()->setResult(result, mien::test::madeDataset(*result));
  }

  /// Calls `look` for each page, and for each of its tabs.
  template <class Look> void visit(Look look) {
    for (const MainWindow::Page page : kPages) {
      m_window->showPage(page);
      QTest::qWait(20);
      const auto groups = m_window->centralWidget()->findChildren<QTabWidget*>();
      const auto tabs = std::ranges::find_if(groups, &QWidget::isVisible);
      if (tabs == groups.end()) {
        look();
        continue;
      }
      for (int i = 0; i < (*tabs)->count(); ++i) {
        (*tabs)->setCurrentIndex(i);
        QTest::qWait(20);
        look();
      }
    }
  }
};

TEST_F(KeyboardTest, NoTwoMnemonicsCollide) {
  const auto look = [this] {
    for (const auto& [keys, texts] : mnemonicsOn(*m_window, *m_window->menuBar())) {
      EXPECT_EQ(texts.size(), 1) << keys.toStdString() << ": " << texts.join(QLatin1String(" | ")).toStdString();
    }
  };
  visit(look); // what is shown at first
  ASSERT_NO_FATAL_FAILURE(fill());
  visit(look);
}

TEST_F(KeyboardTest, EverythingThatTakesTheFocusSaysWhatItIs) {
  ASSERT_NO_FATAL_FAILURE(fill());
  visit([this] {
    for (QWidget* widget : m_window->findChildren<QWidget*>()) {
      const bool partOfAnother = widget->objectName().startsWith(QLatin1String("qt_")) ||
                                 widget->focusProxy() != nullptr || widget->inherits("QTabBar");
      if (widget->isVisible() && widget->focusPolicy() != Qt::NoFocus && !partOfAnother) {
        QAccessibleInterface* accessible = QAccessible::queryAccessibleInterface(widget);
        ASSERT_NE(accessible, nullptr) << describe(*widget).toStdString();
        EXPECT_NE(accessible->text(QAccessible::Name), "") << describe(*widget).toStdString();
      }
    }
  });
}

TEST_F(KeyboardTest, TabReachesEverythingOnAPage) {
  ASSERT_NO_FATAL_FAILURE(fill());
  m_window->activateWindow();
  ASSERT_TRUE(QTest::qWaitForWindowActive(m_window.get()));
  visit([this] {
    QSet<const QWidget*> unreached;
    for (const QWidget* widget : m_window->findChildren<QWidget*>()) {
      if (widget->isVisible() && widget->isEnabled() && (widget->focusPolicy() & Qt::TabFocus) != 0 &&
          widget->focusProxy() == nullptr) {
        unreached.insert(widget);
      }
    }
    for (qsizetype i = 2 * unreached.size(); i > 0; --i) { // a radio group takes one step
      QWidget* focused = QApplication::focusWidget();
      ASSERT_NE(focused, nullptr);
      unreached.remove(focused);
      QTest::keyClick(focused, Qt::Key_Tab);
    }
    for (const QWidget* widget : unreached) {
      const auto* button = qobject_cast<const QAbstractButton*>(widget);
      const bool inGroup = button != nullptr && button->autoExclusive();
      EXPECT_TRUE(inGroup) << describe(*widget).toStdString();
    }
  });
}

} // namespace

} // namespace mien::ui::test
