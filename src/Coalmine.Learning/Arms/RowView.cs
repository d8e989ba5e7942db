using Microsoft.ML;
using Microsoft.ML.Data;

namespace Coalmine.Learning.Arms;

/// <summary>Rows as ML.NET reads them: the columns that a model asks for.</summary>
internal sealed class RowView : IDataView
{
    private readonly RowTable _rows;

    /// <summary>Shows rows.</summary>
    /// <param name="rows">The rows.</param>
    /// <param name="asked">What the model's own data had; a label among it, which no request carries, is left empty.</param>
    /// <exception cref="UnusableModelException">A column is missing or has another type.</exception>
    public RowView(RowTable rows, DataViewSchema asked)
    {
        _rows = rows;
        DataViewSchema.Builder schema = new();
        foreach (DataViewSchema.Column column in asked.Where(column => !column.IsHidden))
        {
            if (rows.Find(column.Name) is { } given && !Fits(given, column.Type))
                throw new UnusableModelException(
                    $"The model takes column '{column.Name}' as {column.Type}, and the data has {(given is RowColumn.Texts ? "texts" : "numbers")} there.");
            if (rows.Find(column.Name) is not null || column.Type is BooleanDataViewType or KeyDataViewType)
                schema.AddColumn(column.Name, column.Type);
            else
                throw new UnusableModelException(
                    $"The model takes a column '{column.Name}' ({column.Type}), and the data has {string.Join(", ", rows.Columns.Select(one => one.Name))}. "
                        + "Columns hold one number or one text.");
        }

        Schema = schema.ToSchema();
    }

    /// <inheritdoc/>
    public bool CanShuffle => false;

    /// <inheritdoc/>
    public DataViewSchema Schema { get; }

    /// <inheritdoc/>
    public long? GetRowCount() => _rows.Count;

#pragma warning disable RS0030 // The interface names it; nothing is shuffled.
    /// <inheritdoc/>
    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random? rand = null) => new Cursor(this);

    /// <inheritdoc/>
    public DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random? rand = null) => [new Cursor(this)];
#pragma warning restore RS0030

    private static bool Fits(RowColumn given, DataViewType type) =>
        given is RowColumn.Texts ? type is TextDataViewType : type.RawType == typeof(float) && type is NumberDataViewType;

    private sealed class Cursor(RowView view) : DataViewRowCursor
    {
        private long _row = -1;

        public override long Position => _row;

        public override long Batch => 0;

        public override DataViewSchema Schema => view.Schema;

        public override bool MoveNext() => ++_row < view._rows.Count;

        public override bool IsColumnActive(DataViewSchema.Column column) => true;

        public override ValueGetter<DataViewRowId> GetIdGetter() => (ref DataViewRowId id) => id = new DataViewRowId((ulong)_row, 0);

        public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column) => view._rows.Find(column.Name) switch
        {
            RowColumn.Numbers numbers => (ValueGetter<TValue>)(Delegate)new ValueGetter<float>((ref float value) => value = numbers.Values[(int)_row]),
            RowColumn.Texts texts => (ValueGetter<TValue>)(Delegate)new ValueGetter<ReadOnlyMemory<char>>(
                (ref ReadOnlyMemory<char> value) => value = texts.Values[(int)_row].AsMemory()),
            _ => (ref TValue value) => value = default!,
        };
    }
}
