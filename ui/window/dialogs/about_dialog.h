#pragma once

#include <QDialog>

namespace mien::ui {

/// Name, version and licence.
class AboutDialog : public QDialog {
  Q_OBJECT

public:
  explicit AboutDialog(QWidget* parent = nullptr);
};

} // namespace mien::ui
