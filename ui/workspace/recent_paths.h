#pragma once

#include <QObject>
#include <QString>
#include <QStringList>

class QMenu;

namespace mien::ui {

/// The last few folders or files that were opened, remembered in the settings.
class RecentPaths : public QObject {
  Q_OBJECT

public:
  explicit RecentPaths(const QString& settingsKey, QObject* parent = nullptr);

  [[nodiscard]] QStringList paths() const; ///< the newest first
  void add(const QString& path);
  void remove(const QString& path);

  void fill(QMenu* menu); ///< keeps `menu` up to date; choosing an entry emits chosen()

signals:
  void chosen(const QString& path);

private:
  void rebuild(QMenu* menu);
  void store(const QStringList& paths);

  QString m_key;
};

} // namespace mien::ui
