<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>t6::Checks</name>
    <message numerus="yes">
        <source>%n point(s) of the set-up checklist are open.</source>
        <translation>
            <numerusform>%n point of the set-up checklist is open.</numerusform>
            <numerusform>%n points of the set-up checklist are open.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>So have %n more line(s).</source>
        <translation>
            <numerusform>So has %n more line.</numerusform>
            <numerusform>So have %n more lines.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The ship-by date passed %n day(s) ago.</source>
        <translation>
            <numerusform>The ship-by date passed %n day ago.</numerusform>
            <numerusform>The ship-by date passed %n days ago.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The order has been waiting for %n day(s).</source>
        <translation>
            <numerusform>The order has been waiting for %n day.</numerusform>
            <numerusform>The order has been waiting for %n days.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n more line(s) have none either.</source>
        <translation>
            <numerusform>%n more line has none either.</numerusform>
            <numerusform>%n more lines have none either.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The API keys expire in %n day(s).</source>
        <translation>
            <numerusform>The API keys expire in %n day.</numerusform>
            <numerusform>The API keys expire in %n days.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>No complete sync for %n minute(s): orders may be missing.</source>
        <translation>
            <numerusform>No complete sync for %n minute: orders may be missing.</numerusform>
            <numerusform>No complete sync for %n minutes: orders may be missing.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>t6::Setup</name>
    <message numerus="yes">
        <source>They expire in %n day(s).</source>
        <translation>
            <numerusform>They expire in %n day.</numerusform>
            <numerusform>They expire in %n days.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>They last for another %n day(s).</source>
        <translation>
            <numerusform>They last for another %n day.</numerusform>
            <numerusform>They last for another %n days.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n found.</source>
        <translation>
            <numerusform>%n found.</numerusform>
            <numerusform>%n found.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>t6::operations::Console</name>
    <message numerus="yes">
        <source>Too many wrong tries: wait %n second(s).</source>
        <translation>
            <numerusform>Too many wrong tries: wait %n second.</numerusform>
            <numerusform>Too many wrong tries: wait %n seconds.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>t6::ui::BulkFixDialog</name>
    <message numerus="yes">
        <source>Fix %n order(s)</source>
        <translation>
            <numerusform>Fix %n order</numerusform>
            <numerusform>Fix %n orders</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n merchant(s)</source>
        <translation>
            <numerusform>%n merchant</numerusform>
            <numerusform>%n merchants</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n left as they are</source>
        <translation>
            <numerusform>%n left as it is</numerusform>
            <numerusform>%n left as they are</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>&amp;Change %n Order(s) of %1</source>
        <translation>
            <numerusform>&amp;Change %n Order of %1</numerusform>
            <numerusform>&amp;Change %n Orders of %1</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n taken back.</source>
        <translation>
            <numerusform>%n taken back.</numerusform>
            <numerusform>%n taken back.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>t6::ui::ConflictDialog</name>
    <message numerus="yes">
        <source>%n still to decide.</source>
        <translation>
            <numerusform>%n still to decide.</numerusform>
            <numerusform>%n still to decide.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>t6::ui::Fixes</name>
    <message numerus="yes">
        <source>Fill %n customs line(s) from items</source>
        <translation>
            <numerusform>Fill %n customs line from items</numerusform>
            <numerusform>Fill %n customs lines from items</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>t6::ui::FundsDialog</name>
    <message numerus="yes">
        <source>%n change(s) of the balance</source>
        <translation>
            <numerusform>%n change of the balance</numerusform>
            <numerusform>%n changes of the balance</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>t6::ui::FundsWords</name>
    <message numerus="yes">
        <source>%n label(s)</source>
        <translation>
            <numerusform>%n label</numerusform>
            <numerusform>%n labels</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n order(s) ready to ship will cost about %1.</source>
        <translation>
            <numerusform>%n order ready to ship will cost about %1.</numerusform>
            <numerusform>%n orders ready to ship will cost about %1.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Of them %n have no label of their service to go by: $4 at home, $15 abroad is assumed.</source>
        <translation>
            <numerusform>Of them %n has no label of its service to go by: $4 at home, $15 abroad is assumed.</numerusform>
            <numerusform>Of them %n have no label of their service to go by: $4 at home, $15 abroad is assumed.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>t6::ui::KeyPairWidget</name>
    <message numerus="yes">
        <source>%n store(s)</source>
        <translation>
            <numerusform>%n store</numerusform>
            <numerusform>%n stores</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n warehouse(s)</source>
        <translation>
            <numerusform>%n warehouse</numerusform>
            <numerusform>%n warehouses</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n carrier(s)</source>
        <translation>
            <numerusform>%n carrier</numerusform>
            <numerusform>%n carriers</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n user(s)</source>
        <translation>
            <numerusform>%n user</numerusform>
            <numerusform>%n users</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>t6::ui::OrderActs</name>
    <message numerus="yes">
        <source>%n order(s)</source>
        <translation>
            <numerusform>%n order</numerusform>
            <numerusform>%n orders</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>t6::ui::OrderEditor</name>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>and %n more</numerusform>
            <numerusform>and %n more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>t6::ui::ProblemsDialog</name>
    <message numerus="yes">
        <source>Last: %1, %n time(s)</source>
        <translation>
            <numerusform>Last: %1, %n time</numerusform>
            <numerusform>Last: %1, %n times</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>t6::ui::SplitAllDialog</name>
    <message numerus="yes">
        <source>&amp;Split %n Order(s) of %1</source>
        <translation>
            <numerusform>&amp;Split %n Order of %1</numerusform>
            <numerusform>&amp;Split %n Orders of %1</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n need(s) a person: see Open Operations.</source>
        <translation>
            <numerusform>%n needs a person: see Open Operations.</numerusform>
            <numerusform>%n need a person: see Open Operations.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>t6::ui::SplitDialog</name>
    <message numerus="yes">
        <source>%n line(s)</source>
        <translation>
            <numerusform>%n line</numerusform>
            <numerusform>%n lines</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>&amp;Split %n Item(s) off #%1 · %2</source>
        <translation>
            <numerusform>&amp;Split %n Item off #%1 · %2</numerusform>
            <numerusform>&amp;Split %n Items off #%1 · %2</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>t6::ui::Splits</name>
    <message numerus="yes">
        <source>Read again: it is there with %n unit(s), and cannot be shipped yet</source>
        <translation>
            <numerusform>Read again: it is there with %n unit, and cannot be shipped yet</numerusform>
            <numerusform>Read again: it is there with %n units, and cannot be shipped yet</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Take %n unit(s) off %1</source>
        <translation>
            <numerusform>Take %n unit off %1</numerusform>
            <numerusform>Take %n units off %1</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Read again: %n unit(s) stay</source>
        <translation>
            <numerusform>Read again: %n unit stays</numerusform>
            <numerusform>Read again: %n units stay</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Give %1 its %n unit(s) back</source>
        <translation>
            <numerusform>Give %1 its %n unit back</numerusform>
            <numerusform>Give %1 its %n units back</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>t6::ui::StatusLine</name>
    <message numerus="yes">
        <source>%n error(s) to acknowledge</source>
        <translation>
            <numerusform>%n error to acknowledge</numerusform>
            <numerusform>%n errors to acknowledge</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>▲ %n merchant(s) failing</source>
        <translation>
            <numerusform>▲ %n merchant failing</numerusform>
            <numerusform>▲ %n merchants failing</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>○ Loading %n merchant(s)</source>
        <translation>
            <numerusform>○ Loading %n merchant</numerusform>
            <numerusform>○ Loading %n merchants</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n open operation(s)</source>
        <translation>
            <numerusform>%n open operation</numerusform>
            <numerusform>%n open operations</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>t6::ui::UnlockPage</name>
    <message numerus="yes">
        <source>Next try in %n second(s).</source>
        <translation>
            <numerusform>Next try in %n second.</numerusform>
            <numerusform>Next try in %n seconds.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>t6::ui::UnsplitDialog</name>
    <message numerus="yes">
        <source>2. #%1 gets its %n unit(s) back, and is read again.</source>
        <translation>
            <numerusform>2. #%1 gets its %n unit back, and is read again.</numerusform>
            <numerusform>2. #%1 gets its %n units back, and is read again.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>t6::ui::Weights</name>
    <message numerus="yes">
        <source>%1, on %2 of %n order(s)</source>
        <translation>
            <numerusform>%1, on %2 of %n order</numerusform>
            <numerusform>%1, on %2 of %n orders</numerusform>
        </translation>
    </message>
</context>
</TS>
