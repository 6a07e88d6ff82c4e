#include "ui/window/close_question.h"

#include <QCoreApplication>
#include <QMessageBox>
#include <QPushButton>
#include <QStringList>

namespace mien::ui {

QMessageBox* makeCloseQuestion(const std::vector<Activity>& activities, QWidget* parent) {
  const auto text = [](const char* source) { return QCoreApplication::translate("CloseQuestion", source); };
  QStringList running;
  for (const Activity& activity : activities) {
    running.append(activity.text);
  }
  auto* question = new QMessageBox(parent);
  question->setAttribute(Qt::WA_DeleteOnClose);
  question->setIcon(QMessageBox::Question);
  question->setWindowTitle(text(QT_TRANSLATE_NOOP("CloseQuestion", "Stop and close?")));
  question->setText(text(QT_TRANSLATE_NOOP("CloseQuestion", "Something is still running. Stop it and close Mien?")));
  question->setInformativeText(
      text(QT_TRANSLATE_NOOP("CloseQuestion", "%1\n\nA training keeps its checkpoint and can be resumed later."))
          .arg(running.join(QLatin1Char('\n'))));
  QPushButton* stop =
      question->addButton(text(QT_TRANSLATE_NOOP("CloseQuestion", "&Stop and Close")), QMessageBox::AcceptRole);
  QPushButton* stay =
      question->addButton(text(QT_TRANSLATE_NOOP("CloseQuestion", "&Keep Running")), QMessageBox::RejectRole);
  stop->setAutoDefault(false);
  question->setDefaultButton(stay);
  question->setEscapeButton(stay);
  return question;
}

} // namespace mien::ui
