#include "ui/charts/precision_recall_chart.h"

#include <QLocale>

namespace mien::ui {

PrecisionRecallChart::PrecisionRecallChart(QWidget* parent)
    : CurveChart(tr("Precision and recall of each class against the rest (average precision)"), tr("Recall"),
                 tr("Precision"), parent) {
  setLimits(0, 1.005, 0, 1.02);
}

void PrecisionRecallChart::setCurves(const std::vector<PrecisionRecallCurve>& curves,
                                     const std::vector<ClassLabel>& labels) {
  removeCurves();
  m_emotions.clear();
  for (std::size_t c = 0; c < curves.size(); ++c) {
    const PrecisionRecallCurve& curve = curves[c];
    if (curve.positives == 0) {
      continue;
    }
    //: %1 is a class, %2 its average precision
    const QString name = tr("%1 (%2)").arg(labels[c].name, QLocale().toString(curve.averagePrecision, 'f', 2));
    const int added = addCurve(name, classColor(labels[c].emotion));
    m_emotions.push_back(labels[c].emotion);
    setData(added, QVector<double>(curve.recall.rbegin(), curve.recall.rend()),
            QVector<double>(curve.precision.rbegin(), curve.precision.rend()));
  }
}

void PrecisionRecallChart::restyle() {
  CurveChart::restyle();
  for (std::size_t i = 0; i < m_emotions.size() && static_cast<int>(i) < curveCount(); ++i) {
    setColor(static_cast<int>(i), classColor(m_emotions[i]));
  }
}

} // namespace mien::ui
