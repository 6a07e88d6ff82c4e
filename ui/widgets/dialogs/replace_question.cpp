#include "ui/widgets/dialogs/replace_question.h"

#include "ui/text/path_text.h"

#include <QCoreApplication>
#include <QMessageBox>
#include <QPushButton>
#include <QStringList>

#include <algorithm>

namespace mien::ui {

namespace {

struct Texts {
  Q_DECLARE_TR_FUNCTIONS(ReplaceQuestion)
};

constexpr std::size_t kNamed = 8; // a question is no list

QMessageBox* ask(const QString& text, const QString& details, const std::function<void()>& replace, QWidget* parent) {
  auto* question = new QMessageBox(parent);
  question->setAttribute(Qt::WA_DeleteOnClose);
  question->setIcon(QMessageBox::Warning);
  question->setWindowTitle(Texts::tr("Replace?"));
  question->setTextFormat(Qt::PlainText);
  question->setText(text);
  question->setInformativeText(details);
  QPushButton* yes = question->addButton(Texts::tr("&Replace"), QMessageBox::AcceptRole);
  QPushButton* no = question->addButton(Texts::tr("&Cancel"), QMessageBox::RejectRole);
  yes->setAutoDefault(false);
  question->setDefaultButton(no);
  question->setEscapeButton(no);
  QObject::connect(yes, &QPushButton::clicked, parent, replace);
  question->open();
  return question;
}

} // namespace

QMessageBox* askToReplace(const std::vector<std::filesystem::path>& files, const std::function<void()>& replace,
                          QWidget* parent) {
  QStringList names;
  for (std::size_t i = 0; i < std::min(kNamed, files.size()); ++i) {
    names << pathText(files[i]);
  }
  if (const auto more = static_cast<int>(files.size() - static_cast<std::size_t>(names.size())); more > 0) {
    names << Texts::tr("and %Ln more", nullptr, more);
  }
  return ask(Texts::tr("Replace %Ln file(s) there that Mien did not write?", nullptr, static_cast<int>(files.size())),
             names.join(QLatin1Char('\n')), replace, parent);
}

QMessageBox* askToReplaceReport(const QString& folder, const QString& what, const std::function<void()>& replace,
                                QWidget* parent) {
  return ask(Texts::tr("There is another report already. Replace it?"), folder + QLatin1Char('\n') + what, replace,
             parent);
}

} // namespace mien::ui
