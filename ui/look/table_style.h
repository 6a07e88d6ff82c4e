#pragma once

class QTableView;

namespace mien::ui {

/// The look of all tables: no grid, rows of two tints, room beside the text in the cells and, by as much, in the
/// header. Tab leaves the table.
void styleTable(QTableView& table);

} // namespace mien::ui
