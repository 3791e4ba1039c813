// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "merchantbook.h"

namespace t6::operations {

/// What one call of a writer gathers before it is kept and shown.
struct BookBatch
{
    QueueSnapshot before;
    std::shared_ptr<const CheckContext> context;
    AccountFacts facts;
    UtcTime now{};
    bool memoryOnly = false;
    std::vector<store::ChunkEntry> bodies; ///< json views into the page
    std::vector<QueueEntry> entries; ///< of the same index as bodies
    std::vector<QueueEntry> touched; ///< rows whose bodies stay: twins
    std::vector<OrderId> removed;
    std::vector<DeskNotes::Change> notes; ///< what ended by itself
    PageOutcome outcome;
};

} // namespace t6::operations
