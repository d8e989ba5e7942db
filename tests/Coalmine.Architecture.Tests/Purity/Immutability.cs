using System.Globalization;
using System.Numerics;
using System.Reflection;
using System.Text;
using System.Text.RegularExpressions;

namespace Coalmine.Architecture.Tests.Purity;

/// <summary>Judges whether what a readonly field holds can change. Errs on the side of "it can".</summary>
/// <param name="room">The assembly whose own types are looked into.</param>
/// <param name="writes">Arrays and collections that the room's code writes into.</param>
internal sealed class Immutability(Assembly room, ElementWrites writes)
{
    private const BindingFlags InstanceFields = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.DeclaredOnly;

    private static readonly Type[] Fixed =
    [
        typeof(string), typeof(decimal), typeof(TimeSpan), typeof(DateTime), typeof(DateTimeOffset), typeof(Guid), typeof(Half), typeof(Int128),
        typeof(UInt128), typeof(BigInteger), typeof(Complex), typeof(Type), typeof(Uri), typeof(Version), typeof(Regex), typeof(Encoding),
        typeof(StringComparer), typeof(Delegate), typeof(Index), typeof(Range), typeof(Rune), typeof(CultureInfo), typeof(NumberFormatInfo),
    ];

    private static readonly string[] FixedSpaces =
        ["System.Collections.Immutable", "System.Collections.Frozen", "System.Buffers.SearchValues", "System.Runtime.Intrinsics"];

    private static readonly Type[] ReadOnlyViews =
    [
        typeof(IReadOnlyList<>), typeof(IReadOnlyCollection<>), typeof(IReadOnlyDictionary<,>), typeof(IReadOnlySet<>), typeof(IEnumerable<>),
        typeof(ReadOnlyMemory<>), typeof(IComparer<>), typeof(IEqualityComparer<>), typeof(Nullable<>), typeof(KeyValuePair<,>), typeof(Lazy<>),
        typeof(Comparer<>), typeof(EqualityComparer<>),
    ];

    /// <summary>Types of packages whose source shows that nothing changes them.</summary>
    private static readonly string[] FixedElsewhere = ["MathNet.Numerics.Integration.GaussLegendreRule"];

    private static readonly Type[] Containers = [typeof(List<>), typeof(Dictionary<,>), typeof(HashSet<>), typeof(SortedDictionary<,>), typeof(SortedSet<>)];

    private readonly HashSet<Type> seen = [];

    /// <summary>Whether the value of a static readonly field can be trusted to stay as it is.</summary>
    public bool Holds(FieldInfo field) => Holds(field, field.DeclaringType!.ContainsGenericParameters ? null : field.GetValue(null));

    private bool Holds(FieldInfo field, object? value)
    {
        if (value is Array { Length: 0 })
            return true;
        if (IsContainer(field.FieldType))
            return IsQuiet(field);
        return Holds(field.FieldType, value) || (value is not null && value.GetType() != field.FieldType && Holds(value.GetType(), value));
    }

    private bool Holds(Type type) => Holds(type, null);

    private bool Holds(Type type, object? value)
    {
        if (type.IsPrimitive || type.IsEnum || type.IsGenericParameter)
            return true;
        if (Fixed.Any(known => known.IsAssignableFrom(type)) || FixedElsewhere.Contains(type.FullName))
            return true;
        if (FixedSpaces.Any(space => $"{type.Namespace}.{type.Name}".StartsWith(space, StringComparison.Ordinal)))
            return type.GenericTypeArguments.All(Holds);
        if (type.IsGenericType && (ReadOnlyViews.Contains(type.GetGenericTypeDefinition()) || type.Name.StartsWith("ValueTuple`", StringComparison.Ordinal)))
            return type.GenericTypeArguments.SelectMany(Contents).All(Holds);
        return IsOurs(type) && !type.IsInterface && (!seen.Add(type) || FieldsHold(type, value));
    }

    private bool FieldsHold(Type type, object? value)
    {
        for (Type? part = type; part is not null && IsOurs(part); part = part.BaseType)
            foreach (FieldInfo field in part.GetFields(InstanceFields))
            {
                // A struct in a readonly field cannot be assigned to; a class can, unless its own fields are readonly.
                bool isFixed = field.IsInitOnly || type.IsValueType || (IsCaptured(field) && !writes.Contain(part, SourceName(field)));
                if (isFixed && Holds(field, value is null ? null : field.GetValue(value)))
                    continue;
                seen.Remove(type);
                return false;
            }
        return true;
    }

    /// <summary>An array or collection that only its room can reach, and whose contents no code there writes.</summary>
    private bool IsQuiet(FieldInfo field)
    {
        bool isProperty = SourceName(field) != field.Name && !IsCaptured(field);
        bool isOpen = (isProperty || field.IsPublic) && field.DeclaringType!.IsVisible;
        return !isOpen && !writes.Contain(field.DeclaringType!, SourceName(field)) && Contents(field.FieldType).All(Holds);
    }

    /// <summary>What the source calls a field that the compiler has named: a property, or a parameter of a primary constructor.</summary>
    private static string SourceName(FieldInfo field) =>
        field.Name[0] == '<' ? field.Name[1..field.Name.IndexOf('>', StringComparison.Ordinal)] : field.Name;

    private static bool IsCaptured(FieldInfo field) => field.Name.EndsWith(">P", StringComparison.Ordinal);

    private static bool IsContainer(Type type) => type.IsArray || (type.IsGenericType && Containers.Contains(type.GetGenericTypeDefinition()));

    private static Type[] Contents(Type type) =>
        !IsContainer(type) ? [type] : type.IsArray ? Contents(type.GetElementType()!) : [.. type.GenericTypeArguments.SelectMany(Contents)];

    private bool IsOurs(Type type) => type.Assembly == room || type.Assembly.GetName().Name!.StartsWith("Coalmine.", StringComparison.Ordinal);
}
