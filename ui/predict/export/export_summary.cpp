#include "ui/predict/export/export_summary.h"

#include <QCoreApplication>
#include <QStringList>

#include <algorithm>

namespace mien::ui {

namespace {

constexpr qsizetype kNamed = 6; // of a kind: a banner is no list

class Words {
  Q_DECLARE_TR_FUNCTIONS(mien::ui::ExportSummary)

public:
  static QStringList first(const QStringList& all) {
    QStringList named = all.first(std::min(kNamed, all.size()));
    if (const auto more = static_cast<int>(all.size() - named.size()); more > 0) {
      named << tr("and %Ln more", nullptr, more);
    }
    return named;
  }

  static QString title(const PredictExported& result) {
    if (result.cancelled) {
      return tr("The export was stopped; what was written is kept.");
    }
    if (result.problems.isEmpty()) {
      return tr("The results were exported.");
    }
    return result.written > 0 ? tr("The results were exported, but not all of them.")
                              : tr("The results could not be exported.");
  }

  static QStringList details(const PredictExported& result) {
    QStringList lines = first(result.problems);
    if (!result.partial.isEmpty()) {
      lines << tr("Partial, since the analysis was stopped: %1", "names of videos")
                   .arg(first(result.partial).join(tr(", ", "between names of videos")));
    }
    if (result.waiting > 0) {
      lines << tr("Not analysed yet, and so without a result: %Ln file(s)", nullptr, result.waiting);
    }
    return lines;
  }
};

} // namespace

ExportSummary exportSummary(const QString& folder, const PredictExported& result) {
  ExportSummary summary;
  const bool nothing = result.written == 0 && !result.cancelled;
  if (!result.problems.isEmpty()) {
    summary.kind = nothing ? MessageBanner::Kind::Error : MessageBanner::Kind::Warning;
  }
  summary.title = Words::title(result);
  summary.details = (QStringList(folder) + Words::details(result)).join(QLatin1Char('\n'));
  return summary;
}

} // namespace mien::ui
