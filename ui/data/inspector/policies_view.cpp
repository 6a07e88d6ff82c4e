#include "ui/data/inspector/policies_view.h"

#include "ui/look/theme.h"
#include "ui/text/emotion_name.h"
#include "ui/text/label_policies.h"
#include "ui/text/percent_text.h"

#include <QHelpEvent>
#include <QPainter>
#include <QStringList>
#include <QToolTip>

#include <algorithm>
#include <numeric>

namespace mien::ui {

namespace {

/// "Anger 60 %, Disgust 40 %", the likeliest first.
QString targetText(const std::optional<Target>& target) {
  if (!target) {
    return PoliciesView::tr("Left out of training");
  }
  std::array<int, kEmotionCount> order{};
  std::iota(order.begin(), order.end(), 0);
  const auto share = [&target](int emotion) { return (*target)[static_cast<std::size_t>(emotion)]; };
  std::ranges::stable_sort(order, [&share](int a, int b) { return share(a) > share(b); });
  QStringList parts;
  for (const int emotion : order) {
    if (share(emotion) > 0) {
      parts.append(PoliciesView::tr("%1 %2", "an emotion and its share")
                       .arg(emotionName(voteName(emotion)), percentText(share(emotion), 0)));
    }
  }
  return parts.join(PoliciesView::tr(", ", "between the parts of a list"));
}

void paintTarget(QPainter& painter, QRectF bar, const std::optional<Target>& target) {
  const ThemeColors& colors = Theme::instance().colors();
  painter.fillRect(bar, colors.window);
  if (!target) {
    return;
  }
  double x = bar.left();
  for (int emotion = 0; emotion < kEmotionCount; ++emotion) {
    const double width = bar.width() * (*target)[static_cast<std::size_t>(emotion)];
    painter.fillRect(QRectF(x, bar.top(), width, bar.height()), emotionColor(emotion));
    x += width;
  }
}

} // namespace

PoliciesView::PoliciesView(QWidget* parent) : QWidget(parent) {
  setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
  setAccessibleName(tr("What each label policy makes of the votes"));
  connect(&Theme::instance(), &Theme::changed, this, qOverload<>(&QWidget::update));
}

void PoliciesView::setVotes(const Votes& votes) {
  m_votes = votes;
  QStringList spoken;
  for (const LabelPolicy policy : kLabelPolicies) {
    spoken.append(tr("%1: %2", "a label policy and its target")
                      .arg(policyName(policy), targetText(makeTarget(m_votes, policy, kEmotionCount))));
  }
  setAccessibleDescription(spoken.join(QStringLiteral("; ")));
  update();
}

int PoliciesView::rowHeight() const { return fontMetrics().height() * 5 / 2 + 8; }

QSize PoliciesView::sizeHint() const {
  return {fontMetrics().averageCharWidth() * 30, rowHeight() * static_cast<int>(kLabelPolicies.size())};
}

void PoliciesView::paintEvent(QPaintEvent* /*event*/) {
  const ThemeColors& colors = Theme::instance().colors();
  const int line = fontMetrics().height();
  QPainter painter(this);
  int top = 0;
  for (const LabelPolicy policy : kLabelPolicies) {
    const std::optional<Target> target = makeTarget(m_votes, policy, kEmotionCount);
    painter.setPen(colors.mutedText);
    painter.drawText(QRect(0, top, width(), line), Qt::AlignLeft | Qt::AlignVCenter, policyName(policy));
    painter.setPen(target ? colors.text : colors.warning);
    painter.drawText(QRect(0, top + line, width(), line), Qt::AlignLeft | Qt::AlignVCenter,
                     fontMetrics().elidedText(targetText(target), Qt::ElideRight, width()));
    paintTarget(painter, QRectF(0, top + 2 * line + 2, width(), line / 2.0), target);
    top += rowHeight();
  }
}

bool PoliciesView::event(QEvent* event) {
  if (event->type() == QEvent::ToolTip) {
    const auto* help = static_cast<QHelpEvent*>(event);
    const std::size_t row =
        static_cast<std::size_t>(std::max(0, help->pos().y())) / static_cast<std::size_t>(rowHeight());
    if (row < kLabelPolicies.size()) {
      const LabelPolicy policy = kLabelPolicies[row];
      const QString target = targetText(makeTarget(m_votes, policy, kEmotionCount));
      QToolTip::showText(help->globalPos(), policyHelp(policy) + QStringLiteral("\n") + target, this);
      return true;
    }
  }
  return QWidget::event(event);
}

} // namespace mien::ui
