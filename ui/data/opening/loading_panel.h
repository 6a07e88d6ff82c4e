#pragma once

#include <QWidget>

class QLabel;
class QProgressBar;

namespace mien::ui {

/// Says that a data set is being read or made, how far it is, and offers to stop.
class LoadingPanel : public QWidget {
  Q_OBJECT

public:
  explicit LoadingPanel(QWidget* parent = nullptr);

  void begin(const QString& text);
  void setProgress(qulonglong done, qulonglong total);

signals:
  void cancelRequested();

private:
  QLabel* m_text;
  QLabel* m_figures;
  QProgressBar* m_bar;
};

} // namespace mien::ui
