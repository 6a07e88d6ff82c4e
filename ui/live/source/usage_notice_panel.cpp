#include "ui/live/source/usage_notice_panel.h"

#include "ui/look/labels.h"
#include "ui/widgets/panels/card.h"

#include <QHBoxLayout>
#include <QPushButton>
#include <QScrollArea>
#include <QSettings>
#include <QVBoxLayout>

namespace mien::ui {

namespace {

const auto kAcceptedKey = QStringLiteral("live/noticeAccepted");

void addParagraph(QVBoxLayout& layout, const QString& heading, const QString& text) {
  layout.addWidget(makeHeading(heading));
  layout.addWidget(makeMuted(text));
  layout.addSpacing(8);
}

} // namespace

UsageNoticePanel::UsageNoticePanel(QWidget* parent) : QWidget(parent), m_accept(new QPushButton(tr("I &Understand"))) {
  setAccessibleName(tr("Before you begin"));
  auto* card = new Card;
  auto* text = new QVBoxLayout(card);
  text->setContentsMargins(24, 20, 24, 20);
  text->setSpacing(4);
  text->addWidget(makeTitle(tr("Before you begin")));
  text->addSpacing(8);
  addParagraph(*text, tr("Everything stays here."),
               tr("Faces are analysed on this computer only. No picture and no result leaves it."));
  addParagraph(*text, tr("Nothing is stored unless you record."),
               tr("A recording keeps boxes and probabilities, and pictures only if you ask for them; a snapshot keeps "
                  "one picture. Ask the people in view before you record them."));
  addParagraph(*text, tr("A model reads expressions, not feelings."),
               tr("It names the expression that a face shows at this moment, which may be posed, polite or passing. It "
                  "cannot tell what somebody feels, thinks or intends, and must not decide about anybody."));
  addParagraph(*text, tr("It is often wrong."),
               tr("Most of all for rare expressions, such as contempt, disgust and fear, for faces unlike those it "
                  "learned from, and in poor light or from the side. Even people disagree on many faces."));
  m_accept->setDefault(true);
  auto* buttons = new QHBoxLayout;
  buttons->addStretch();
  buttons->addWidget(m_accept);
  text->addLayout(buttons);
  card->setMaximumWidth(fontMetrics().averageCharWidth() * 90);

  auto* inside = new QWidget;
  auto* middle = new QHBoxLayout(inside);
  middle->addStretch(1);
  middle->addWidget(card, 8, Qt::AlignVCenter);
  middle->addStretch(1);
  auto* scroll = new QScrollArea;
  scroll->setWidget(inside);
  scroll->setWidgetResizable(true);
  scroll->setFrameShape(QFrame::NoFrame);
  scroll->setFocusPolicy(Qt::NoFocus);
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins({});
  layout->addWidget(scroll);
  connect(m_accept, &QPushButton::clicked, this, [this] {
    QSettings().setValue(kAcceptedKey, true);
    emit accepted();
  });
}

bool UsageNoticePanel::wasAccepted() { return QSettings().value(kAcceptedKey, false).toBool(); }

void UsageNoticePanel::showEvent(QShowEvent* event) {
  QWidget::showEvent(event);
  m_accept->setFocus();
}

} // namespace mien::ui
