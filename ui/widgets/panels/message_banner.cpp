#include "ui/widgets/panels/message_banner.h"

#include "ui/look/icons.h"
#include "ui/look/labels.h"
#include "ui/look/theme.h"

#include <QClipboard>
#include <QGridLayout>
#include <QGuiApplication>
#include <QPainter>
#include <QPushButton>
#include <QToolButton>

namespace mien::ui {

namespace {

constexpr QMargins kPadding{12, 10, 12, 10};
constexpr int kActionColumn = 3;
constexpr int kDismissColumn = 4;

QColor colorOf(MessageBanner::Kind kind) {
  const ThemeColors& colors = Theme::instance().colors();
  switch (kind) {
  case MessageBanner::Kind::Error:
    return colors.danger;
  case MessageBanner::Kind::Warning:
    return colors.warning;
  case MessageBanner::Kind::Info:
    break;
  }
  return colors.accent;
}

const char* iconOf(MessageBanner::Kind kind) {
  switch (kind) {
  case MessageBanner::Kind::Error:
    return "error";
  case MessageBanner::Kind::Warning:
    return "warning";
  case MessageBanner::Kind::Info:
    break;
  }
  return "info";
}

} // namespace

MessageBanner::MessageBanner(QWidget* parent)
    : QWidget(parent), m_icon(new QLabel(this)), m_title(new QLabel(this)), m_details(new QLabel(this)),
      m_copy(new QPushButton(tr("&Copy Details"), this)), m_dismiss(new QToolButton(this)) {
  m_title->setFont(scaledFont(*m_title, 1.0, QFont::DemiBold));
  for (QLabel* label : {m_title, m_details}) {
    label->setWordWrap(true);
    label->setTextFormat(Qt::PlainText);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
  }
  m_copy->setIcon(icon("copy"));
  m_copy->setAccessibleName(tr("Copy the details of this message"));
  connect(m_copy, &QPushButton::clicked, this,
          [this] { QGuiApplication::clipboard()->setText(title() + QLatin1Char('\n') + details()); });
  m_dismiss->setIcon(icon("close"));
  m_dismiss->setAutoRaise(true);
  m_dismiss->setToolTip(tr("Close this message"));
  m_dismiss->setAccessibleName(m_dismiss->toolTip());
  m_dismiss->hide();
  connect(m_dismiss, &QToolButton::clicked, this, &MessageBanner::clear);

  auto* layout = new QGridLayout(this);
  layout->setContentsMargins(kPadding);
  layout->setHorizontalSpacing(10);
  layout->setVerticalSpacing(2);
  layout->setColumnStretch(1, 1);
  layout->addWidget(m_icon, 0, 0, 2, 1, Qt::AlignTop);
  layout->addWidget(m_title, 0, 1);
  layout->addWidget(m_details, 1, 1);
  layout->addWidget(m_copy, 0, 2, 2, 1, Qt::AlignVCenter);
  layout->addWidget(m_dismiss, 0, kDismissColumn, 2, 1, Qt::AlignVCenter);
  setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Maximum);
  connect(&Theme::instance(), &Theme::changed, this, &MessageBanner::recolour);
  hide();
}

void MessageBanner::showMessage(Kind kind, const QString& title, const QString& details) {
  if (!isHidden() && kind == m_kind && title == m_title->text() && details == m_details->text()) {
    return; // said already: selected text and the focus stay
  }
  m_kind = kind;
  m_title->setText(title);
  m_details->setText(details);
  m_details->setVisible(!details.isEmpty());
  m_copy->setVisible(!details.isEmpty());
  setAccessibleName(title);
  setAccessibleDescription(details);
  recolour();
  show();
}

void MessageBanner::clear() {
  m_title->clear();
  m_details->clear();
  hide();
}

void MessageBanner::setOuterMargins(const QMargins& margins) {
  m_outer = margins;
  layout()->setContentsMargins(kPadding + margins);
}

void MessageBanner::setDismissable(bool dismissable) { m_dismiss->setVisible(dismissable); }

void MessageBanner::setAction(QPushButton* action) {
  static_cast<QGridLayout*>(layout())->addWidget(action, 0, kActionColumn, 2, 1, Qt::AlignVCenter);
}

QString MessageBanner::title() const { return m_title->text(); }

QString MessageBanner::details() const { return m_details->text(); }

void MessageBanner::recolour() {
  const int side = fontMetrics().height() * 5 / 4;
  m_icon->setPixmap(icon(iconOf(m_kind), colorOf(m_kind)).pixmap(QSize(side, side), devicePixelRatioF()));
  update();
}

void MessageBanner::paintEvent(QPaintEvent* /*event*/) {
  constexpr double kRadius = 6;
  constexpr double kBar = 4;
  const QColor color = colorOf(m_kind);
  const QRectF box(rect().marginsRemoved(m_outer));
  QPainter painter(this);
  painter.setRenderHint(QPainter::Antialiasing);
  painter.setPen(mixed(color, Theme::instance().colors().surface, 0.5));
  painter.setBrush(mixed(color, Theme::instance().colors().surface, 0.08));
  painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), kRadius, kRadius);
  painter.setClipRect(QRectF(box.topLeft(), QSizeF(kBar, box.height())));
  painter.setPen(Qt::NoPen);
  painter.setBrush(color);
  painter.drawRoundedRect(box, kRadius, kRadius);
}

} // namespace mien::ui
