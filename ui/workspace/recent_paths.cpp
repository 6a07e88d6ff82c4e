#include "ui/workspace/recent_paths.h"

#include "ui/text/path_text.h"

#include <QFontMetrics>
#include <QMenu>
#include <QSettings>

namespace mien::ui {

namespace {

constexpr int kMost = 8;

} // namespace

RecentPaths::RecentPaths(const QString& settingsKey, QObject* parent) : QObject(parent), m_key(settingsKey) {}

QStringList RecentPaths::paths() const { return QSettings().value(m_key).toStringList(); }

void RecentPaths::store(const QStringList& paths) { QSettings().setValue(m_key, paths); }

void RecentPaths::add(const QString& path) {
  QStringList all = paths();
  all.removeAll(path);
  all.prepend(path);
  store(all.mid(0, kMost));
}

void RecentPaths::remove(const QString& path) {
  QStringList all = paths();
  all.removeAll(path);
  store(all);
}

void RecentPaths::fill(QMenu* menu) {
  connect(menu, &QMenu::aboutToShow, this, [this, menu] { rebuild(menu); });
  rebuild(menu);
}

void RecentPaths::rebuild(QMenu* menu) {
  menu->clear();
  int number = 1;
  for (const QString& path : paths()) {
    constexpr int kWidth = 420;
    QString shown = menu->fontMetrics().elidedText(pathText(path), Qt::ElideMiddle, kWidth);
    shown.replace(QLatin1Char('&'), QLatin1String("&&"));
    menu->addAction(tr("&%1  %2", "number and path of a recent file").arg(number++).arg(shown), this,
                    [this, path] { emit chosen(path); });
  }
  if (number == 1) {
    menu->addAction(tr("None yet"))->setEnabled(false);
    return;
  }
  menu->addSeparator();
  menu->addAction(tr("&Clear This List"), this, [this] { store({}); });
}

} // namespace mien::ui
