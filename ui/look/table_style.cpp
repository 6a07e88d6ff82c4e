#include "ui/look/table_style.h"

#include "ui/look/style.h"

#include <QHeaderView>
#include <QTableView>

namespace mien::ui {

namespace {

class PaddedStyle : public Style {
public:
  [[nodiscard]] int pixelMetric(PixelMetric metric, const QStyleOption* option, const QWidget* widget) const override {
    constexpr int kRoom = 6; // px beside a text
    switch (metric) {
    case PM_HeaderMargin:
      return kRoom;
    case PM_FocusFrameHMargin:
      return kRoom - 1; // the style adds the pixel
    default:
      return Style::pixelMetric(metric, option, widget);
    }
  }
};

} // namespace

void styleTable(QTableView& table) {
  auto* style = new PaddedStyle;
  style->setParent(&table); // widgets own no style
  table.setStyle(style);
  table.horizontalHeader()->setStyle(style);
  table.horizontalHeader()->setHighlightSections(false);
  table.verticalHeader()->hide();
  table.setAlternatingRowColors(true);
  table.setShowGrid(false);
  table.setTabKeyNavigation(false); // Tab would never leave the cells
}

} // namespace mien::ui
