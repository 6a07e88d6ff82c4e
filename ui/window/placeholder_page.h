#pragma once

#include <QWidget>

namespace mien::ui {

/// A workspace that is yet to come: says in one sentence what it will do.
class PlaceholderPage : public QWidget {
  Q_OBJECT

public:
  PlaceholderPage(const char* iconName, const QString& title, const QString& sentence, QWidget* parent = nullptr);
};

} // namespace mien::ui
