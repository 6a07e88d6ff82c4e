#include "ui/window/dialogs/about_dialog.h"

#include "ui/look/icons.h"
#include "ui/look/labels.h"

#include <QCoreApplication>
#include <QDialogButtonBox>
#include <QGridLayout>

namespace mien::ui {

AboutDialog::AboutDialog(QWidget* parent) : QDialog(parent) {
  setWindowTitle(tr("About Mien"));
  auto* mark = new QLabel;
  const int side = fontMetrics().height() * 4;
  mark->setPixmap(applicationIcon().pixmap(QSize(side, side), devicePixelRatioF()));
  auto* text = makeMuted(tr("A studio for facial-emotion recognition. No image ever leaves this computer."));
  auto* licence =
      new QLabel(tr("Mien is free software under the GNU General Public License, version 3 or any later version "
                    "(GPL-3.0-or-later), and comes without any warranty. The text is at "
                    "<a href=\"https://www.gnu.org/licenses/gpl-3.0.html\">gnu.org/licenses/gpl-3.0</a>."));
  licence->setWordWrap(true);
  licence->setOpenExternalLinks(true);
  licence->setTextInteractionFlags(Qt::TextBrowserInteraction);
  auto* parts = makeMuted(
      tr("It is built with Qt %1, QCustomPlot, LibTorch, OpenCV and oneTBB.").arg(QString::fromLatin1(qVersion())));
  auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close);
  connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
  auto* layout = new QGridLayout(this);
  layout->setContentsMargins(20, 20, 20, 16);
  layout->setHorizontalSpacing(18);
  layout->addWidget(mark, 0, 0, 4, 1, Qt::AlignTop);
  layout->addWidget(makeTitle(tr("Mien %1").arg(QCoreApplication::applicationVersion())), 0, 1);
  layout->addWidget(text, 1, 1);
  layout->addWidget(licence, 2, 1);
  layout->addWidget(parts, 3, 1);
  layout->addWidget(buttons, 4, 0, 1, 2);
  layout->setColumnMinimumWidth(1, fontMetrics().averageCharWidth() * 52);
}

} // namespace mien::ui
