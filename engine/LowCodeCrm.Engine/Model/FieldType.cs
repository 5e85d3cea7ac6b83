namespace LowCodeCrm.Engine.Model;

/// <summary>The field types of the package format. <c>x-crm.type</c> is the name in camel case.</summary>
public enum FieldType
{
    Text, LongText, RichText, Integer, Decimal, Money, Percent, Boolean, Date, DateTime, Time, Duration,
    Choice, MultiChoice, Lookup, ManyToMany, ChildList, AutoNumber, Email, Phone, Url, Address, PersonName,
    File, Image, Tags, Geo, Json, Rating, User, Currency,

    /// <summary>Only for the system field <c>id</c>: a UUIDv7.</summary>
    Id,

    /// <summary>Only for computed fields: years and months.</summary>
    Period,
}

public enum OnDelete { Restrict, SetEmpty, Cascade }
