#include "ui/train/progress/train_log.h"

#include <QFontDatabase>
#include <QLocale>
#include <QTime>

namespace mien::ui {

TrainLog::TrainLog(QWidget* parent) : QPlainTextEdit(parent) {
  constexpr int kMostLines = 5000;
  setReadOnly(true);
  setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
  setMaximumBlockCount(kMostLines);
  setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
  setAccessibleName(tr("Log of the training"));
  setPlaceholderText(tr("What happens during a training is noted here."));
}

void TrainLog::add(const QString& line) {
  appendPlainText(
      tr("%1  %2", "time, line of the log").arg(QLocale().toString(QTime::currentTime(), u"HH:mm:ss"), line));
}

} // namespace mien::ui
