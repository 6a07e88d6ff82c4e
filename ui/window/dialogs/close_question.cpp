#include "ui/window/dialogs/close_question.h"

#include <QCoreApplication>
#include <QMessageBox>
#include <QPushButton>
#include <QStringList>

namespace mien::ui {

namespace {

struct Texts {
  Q_DECLARE_TR_FUNCTIONS(CloseQuestion)
};

} // namespace

QMessageBox* makeCloseQuestion(const std::vector<Activity>& activities, QWidget* parent) {
  QStringList running;
  for (const Activity& activity : activities) {
    running.append(activity.text);
    if (!activity.kept.isEmpty()) {
      running.append(activity.kept);
    }
  }
  auto* question = new QMessageBox(parent);
  question->setAttribute(Qt::WA_DeleteOnClose);
  question->setIcon(QMessageBox::Question);
  question->setWindowTitle(Texts::tr("Stop and close?"));
  question->setText(Texts::tr("Something is still running. Stop it and close Mien?"));
  question->setInformativeText(running.join(QLatin1Char('\n')));
  QPushButton* stop = question->addButton(Texts::tr("&Stop and Close"), QMessageBox::AcceptRole);
  QPushButton* stay = question->addButton(Texts::tr("&Keep Running"), QMessageBox::RejectRole);
  stop->setAutoDefault(false);
  question->setDefaultButton(stay);
  question->setEscapeButton(stay);
  return question;
}

} // namespace mien::ui
