#include "ui/window/theme_menu.h"

#include "ui/look/theme.h"

#include <QActionGroup>
#include <QSettings>

#include <utility>

namespace mien::ui {

namespace {

const auto kThemeKey = QStringLiteral("window/theme");

} // namespace

ThemeMenu::ThemeMenu(QWidget* parent) : QMenu(tr("&Theme"), parent) {
  const int remembered = QSettings().value(kThemeKey, static_cast<int>(ThemeChoice::System)).toInt();
  auto* group = new QActionGroup(this);
  for (const auto& [choice, name] :
       {std::pair{ThemeChoice::System, tr("&System")}, std::pair{ThemeChoice::Light, tr("&Light")},
        std::pair{ThemeChoice::Dark, tr("&Dark")}}) {
    QAction* action = group->addAction(name);
    action->setCheckable(true);
    connect(action, &QAction::triggered, this, [choice = choice] {
      QSettings().setValue(kThemeKey, static_cast<int>(choice));
      Theme::instance().setChoice(choice);
    });
    if (static_cast<int>(choice) == remembered) {
      action->setChecked(true);
      Theme::instance().setChoice(choice);
    }
    addAction(action);
  }
}

} // namespace mien::ui
